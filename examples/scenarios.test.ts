import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hostProfiles } from '../main/engine/costs/host-profiles.ts';
import { costModels } from '../main/engine/costs/models.ts';
import { nicProfiles } from '../main/engine/costs/nic-profiles.ts';
import { checkScenarioFile } from '../main/lab/check-scenario-file.ts';
import { canonicalText } from '../shared/scenario/canonical-text.ts';
import { checkScenario } from '../shared/scenario/check.ts';
import { scenarioSchema } from '../shared/scenario/schema.ts';
import { newScenario } from '../shared/scenario/defaults.ts';

const catalogue = { hostProfiles, nicProfiles, costModels };
const files = readdirSync('examples').filter((name) => name.endsWith('.json'));

/** The one thing that the examples show refused on purpose. */
const MEANT = ['techniques.7: direct is left out'];

describe('the examples', () => {
  it.each(files)('%s is valid, named, explained and cheap', (file) => {
    const { problems, scenario } = checkScenario(JSON.parse(readFileSync(`examples/${file}`, 'utf8')), catalogue);
    const unexpected = problems.filter(({ path, message }) => !MEANT.some((start) => `${path}: ${message}`.startsWith(start)));
    expect(unexpected).toEqual([]);
    expect(scenario?.name).not.toBe('Untitled scenario');
    expect(scenario?.description.length).toBeGreaterThan(100);
    expect(scenario?.method.durationMs).toBeLessThanOrEqual(40);
    expect(scenario?.method.replications).toBe(3);
  });

  it('have names of their own', () => {
    const names = files.map((file) => (JSON.parse(readFileSync(`examples/${file}`, 'utf8')) as { name: string }).name);
    expect(new Set(names).size).toBe(files.length);
  });
});

describe('the example of a capture by path', () => {
  it('is valid beside its capture, and stands as version control has it', async () => {
    const text = readFileSync('examples/captures/captured-traffic.json', 'utf8');
    const { problems, scenario } = await checkScenarioFile(JSON.parse(text), 'examples/captures');
    expect(problems).toEqual([]);
    expect(scenario?.description).toContain('web.pcapng');
    expect(canonicalText(scenarioSchema.parse(JSON.parse(text)))).toBe(text);
  });
});

describe('a new scenario', () => {
  it('is valid with the real profiles', () => {
    expect(checkScenario(newScenario(), catalogue).problems).toEqual([]);
  });
});
