import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCatalogue } from './check.fixture.ts';
import { checkScenario } from './check.ts';
import { newScenario } from './defaults.ts';
import { applySetting, listNumericPaths } from './settings.ts';

const scenarioWith = fc
  .record({ path: fc.constantFrom(...leafPaths(newScenario())), value: fc.oneof(fc.jsonValue(), fc.anything()) })
  .map(({ path, value }) => replaced(newScenario(), path, value));

describe('checkScenario', () => {
  it('never throws on arbitrary JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => checkScenario(input, testCatalogue).scenario === null));
  });

  it('never throws when any one value of a good scenario is replaced by anything, and explains each refusal', () => {
    fc.assert(
      fc.property(scenarioWith, (input) => {
        const { problems, scenario } = checkScenario(input, testCatalogue);
        expect(problems.some(({ severity }) => severity === 'error')).toBe(scenario === null);
        for (const { message } of problems) expect(message).toMatch(/[.?`]$/);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts what it returned', () => {
    const paths = listNumericPaths(newScenario());
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.integer({ min: 1, max: 64 }), (path, value) => {
        const { scenario } = checkScenario(applySetting(newScenario(), path, value), testCatalogue);
        if (scenario) expect(checkScenario(scenario, testCatalogue).scenario).toEqual(scenario);
      }),
    );
  });
});

function leafPaths(value: unknown, path: string[] = []): string[][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inside.flatMap(([key, child]) => leafPaths(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
