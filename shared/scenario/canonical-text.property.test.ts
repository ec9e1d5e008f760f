import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical-text.ts';
import { newScenario } from './defaults.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { applySetting, listNumericPaths } from './settings.ts';

const folder = new URL('../../examples/', import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => scenarioSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));

const costs = fc.dictionary(fc.constantFrom('vm.exit', 'a.b', 'z', '10', '9'), fc.integer({ min: 0, max: 1000 }));
const changed = fc
  .record({
    scenario: fc.constantFrom(newScenario(), ...examples),
    changes: fc.array(fc.record({ at: fc.nat(), value: fc.integer({ min: 1, max: 64 }) }), { maxLength: 3 }),
    costs,
  })
  .map(({ scenario, changes, costs: own }) =>
    changes.reduce<Scenario>(
      (before, { at, value }) => {
        const paths = listNumericPaths(before);
        const after = scenarioSchema.safeParse(applySetting(before, paths[at % paths.length] ?? '', value));
        return after.success ? after.data : before;
      },
      { ...scenario, costs: own },
    ),
  );

/** The same content, every object's fields the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('the canonical text of a scenario', () => {
  it('is read as the same scenario, is its own canonical text, and does not depend on the order of fields', () => {
    fc.assert(
      fc.property(changed, (scenario) => {
        const text = canonicalText(scenario);
        const again = scenarioSchema.parse(JSON.parse(text));
        expect(again).toEqual(scenario);
        expect(canonicalText(again)).toBe(text);
        expect(canonicalText(scenarioSchema.parse(reversed(scenario)))).toBe(text);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('leaves out what is a default, and always says of which version it is', () => {
    expect(JSON.parse(canonicalText(newScenario()))).toEqual({
      format: 'iovlab-scenario',
      version: 1,
      name: 'First comparison',
      description: newScenario().description,
      vms: [{ name: 'vm', count: 8 }],
      flows: [{ name: 'incoming', vms: 'vm', traffic: { kind: 'poisson', load: 80 } }],
      techniques: newScenario().techniques.map(({ name }) => ({ name })),
      method: { durationMs: 20, replications: 3 },
    });
  });

  it('differs in one line where two scenarios differ in one value', () => {
    const [one, other] = [newScenario(), applySetting(newScenario(), 'vms.0.count', 9) as Scenario].map((scenario) =>
      canonicalText(scenario).split('\n'),
    );
    expect(one?.filter((line, index) => line !== other?.[index])).toEqual(['      "count": 8']);
  });
});
