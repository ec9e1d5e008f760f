import { expect, it } from 'vitest';
import { aspects, aspectSources, statementOf } from './technique-aspects.ts';
import { techniqueNames } from './techniques.ts';

const statements = techniqueNames
  .filter((name) => name !== 'native')
  .flatMap((technique) => aspects.map(({ name }) => ({ technique, aspect: name, statement: statementOf(technique, name) })));

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
