import { describe, expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { fieldHelp } from './field-help.ts';
import { isFieldKey, type FieldKey } from './field-keys.ts';
import { schemaNodeAt } from './json-schema.ts';
import { keyWords, unitInWords } from './key-words.ts';
import { schemaParts } from './schema-parts.ts';

describe('titles and help of fields', () => {
  it('have help by a path that is theirs alone', () => {
    const described = [...schemaParts()].filter(({ node }) => node.description !== undefined);
    const byPath = Map.groupBy(described, ({ path }) => path);
    const ambiguous = [...byPath].filter(([, parts]) => new Set(parts.map(({ node }) => node.description)).size > 1);
    expect(described.length).toBeGreaterThan(200);
    expect(ambiguous.map(([path]) => path)).toEqual([]);
    expect([...byPath.keys()]).toEqual(expect.arrayContaining(['vms.*.count', 'flows.*.traffic.poisson.load', 'costs']));
  });

  it('are in the language that is spoken', () => {
    const count = schemaNodeAt(['vms', 0, 'count'], { vms: [{}] });
    if (!count) throw new Error('no such field');
    expect(fieldHelp(count)).toBe(count.description);
    speaking('en-XA', () => {
      expect(fieldHelp(count)).toMatch(/^⟦.*⟧$/);
      expect(keyWords('rateLimitMbps')).toEqual({ title: expect.stringMatching(/^⟦Ráté límít·+⟧$/) as string, unit: 'Mbit/s' });
      expect(unitInWords('sliceUs')).toMatch(/^⟦mícrósécónds·+⟧$/);
    });
  });

  it('stand for themselves where the scenario has no such field', () => {
    const own = { description: 'A field of another document.' };
    speaking('en-XA', () => {
      expect(fieldHelp(own)).toBe(own.description);
      expect(keyWords('someField').title).toBe('Some field');
    });
  });

  it('are known by the keys of the schema, which are those of its type', () => {
    const keys: readonly FieldKey[] = ['rateLimitMbps', 'kind', 'sliceUs', 'levelsPercent'];
    // @ts-expect-error -- names of costs are no keys
    const cost: FieldKey = 'vm.exit';
    expect([...keys.map(isFieldKey), isFieldKey(cost)]).toEqual([true, true, true, true, false]);
  });
});
