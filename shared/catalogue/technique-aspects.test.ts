import { expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { aspectSources } from './aspect-citations.ts';
import { aspectNames, aspectTitle, statementOf } from './technique-aspects.ts';
import { techniqueNames, techniques } from './techniques.ts';

const statements = techniqueNames
  .filter((name) => name !== 'native')
  .flatMap((technique) => aspectNames.map((aspect) => ({ technique, aspect, statement: statementOf(technique, aspect) })));

it('states every aspect of every technique as a sentence with its source', () => {
  for (const { technique, aspect, statement } of statements) {
    expect(statement?.text, `${technique}, ${aspect}`).toMatch(/^\S.{8,130}\.$/u);
    expect(statement?.source.title, `${technique}, ${aspect}`).not.toBe('');
  }
});

it('uses every source, and each address is one that the page may open', () => {
  const used = new Set(statements.map(({ statement }) => statement?.source));
  for (const [name, source] of Object.entries(aspectSources)) {
    expect(used.has(source), name).toBe(true);
    if ('address' in source) expect(new URL(source.address).protocol, name).toBe('https:');
  }
});

it('leaves aspects out where there is no virtual machine', () => {
  expect(statementOf('native', 'migration')).toBeNull();
});

it('says what techniques are in the language of who reads it, and cites works as they are titled', () => {
  speaking('en-XA', () => {
    for (const { name, ...described } of techniques()) for (const text of Object.values(described)) expect(text, name).toMatch(/^⟦.*⟧$/u);
    for (const aspect of aspectNames) {
      expect(aspectTitle(aspect)).toMatch(/^⟦.*⟧$/u);
      expect(statementOf('sriov', aspect)?.text).toMatch(/^⟦.*⟧$/u);
      expect(statementOf('sriov', aspect)?.source.title).not.toContain('⟦');
    }
  });
});
