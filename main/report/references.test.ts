import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { profilesUsed } from './profiles-used.ts';
import { references } from './references.ts';
import { runOf, scenarioOf } from './run.fixture.ts';

const referencesOf = (method: NonNullable<ScenarioInput['method']>, alter = (run: ReturnType<typeof runOf>) => run) => {
  const scenario = scenarioOf({ method });
  return references(alter(runOf(scenario)), profilesUsed(scenario));
};
const usedFor = (found: ReturnType<typeof references>, publication: string) =>
  found.find((reference) => reference.publication.startsWith(publication))?.usedFor;

describe('the references of a report', () => {
  it('have each publication once, with all parameters that rest on it', () => {
    const found = referencesOf({});
    expect(new Set(found.map(({ publication }) => publication)).size).toBe(found.length);
    const { costModel, nic } = profilesUsed(scenarioOf());
    for (const { publication, usedFor: names } of found) {
      const resting = costModel?.parameters.filter(({ source }) => source.startsWith(publication)).map(({ name }) => name) ?? [];
      expect(names, publication).toEqual(expect.arrayContaining(resting));
    }
    expect(found.length).toBeGreaterThan(5);
    expect(nic).toBeDefined();
  });

  it('end at the year: the place in a publication stands with the parameter', () => {
    for (const { publication } of referencesOf({})) expect(publication).toMatch(/(19|20)\d\d$/);
  });

  it('name the methods that were used, and no others', () => {
    const automatic = referencesOf({ warmup: 'automatic' });
    expect(usedFor(automatic, 'K. P. White')).toEqual(['MSER-5']);
    expect(usedFor(automatic, 'R. Jain')).toEqual(['Jain’s index']);
    expect(usedFor(automatic, 'S. Bradner')).toBeUndefined();
    expect(usedFor(automatic, 'M. D. Morris')).toBeUndefined();
    expect(usedFor(referencesOf({ warmup: 1 }), 'K. P. White')).toBeUndefined();
    expect(usedFor(referencesOf({ kind: 'rfc2544-throughput' }), 'S. Bradner')).toEqual(['method']);
    const parameters = { order: [], effects: [] } as never;
    const screened = referencesOf({}, (run) => ({ ...run, points: run.points.map((point) => ({ ...point, parameters })) }));
    expect(usedFor(screened, 'M. D. Morris')).toEqual(['elementary effects']);
  });
});
