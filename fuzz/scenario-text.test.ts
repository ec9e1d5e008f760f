import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeProblem, readScenarioFile } from '../main/cli/scenario-file.ts';
import { InputError } from '../main/cli/input-error.ts';
import { planRun } from '../main/experiment/plan.ts';
import { catalogue } from '../main/lab/catalogue.ts';
import { checkScenario } from '../shared/scenario/check.ts';
import { scenarioJsonSchema } from '../shared/scenario/json-schema.ts';
import { damagedBytes, share } from './inputs.ts';

const examples = new URL('../examples/', import.meta.url);
const texts = readdirSync(examples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, examples), 'utf8'));
const bytesOf = (text: string) => new TextEncoder().encode(text);
const json = texts.map(bytesOf);
const yaml = [
  ...texts.map((text) => stringify(JSON.parse(text))),
  'a: &a [1, 1]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nvms: [*c, *c, *c, *c]\n',
  '%YAML 1.1\n---\n!!set {? a, ? b}\n',
].map(bytesOf);

/** The published schema, which other programs check scenarios with: nothing that it refuses may be accepted. */
const published = new Ajv2020({ strict: false }).compile(scenarioJsonSchema());

const folder = mkdtempSync(join(tmpdir(), 'iovlab-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function take(name: string, bytes: Uint8Array): 'accepted' | 'refused' {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  let file: ReturnType<typeof readScenarioFile>;
  try {
    file = readScenarioFile(path);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toContain(name);
    return 'refused';
  }
  const { problems, scenario } = checkScenario(file.content, catalogue);
  for (const problem of problems) expect(describeProblem(file, problem)).toMatch(/: (error|warning): .*[.?`]$/s);
  expect(problems.some(({ severity }) => severity === 'error')).toBe(scenario === null);
  if (!scenario) return 'refused';
  expect(published(file.content), JSON.stringify(published.errors)).toBe(true);
  expect(checkScenario(JSON.parse(JSON.stringify(scenario)), catalogue).scenario).toEqual(scenario);
  expect(planRun(scenario).length).toBeGreaterThan(0);
  return 'accepted';
}

describe('a scenario file', () => {
  it.each([
    ['scenario.json', json],
    ['scenario.yaml', yaml],
  ])('is accepted whole or refused with its place, whatever is in it: %s', (name, good) => {
    const outcomes = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(damagedBytes(good), (bytes) => {
        outcomes[take(name, bytes)]++;
      }),
      share(0.2),
    );
    expect(outcomes.accepted).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(outcomes.accepted / 10);
  });

  it.each([
    ['arrays', 'json', '['.repeat(200_000)],
    ['closed arrays', 'json', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['flow sequences', 'yaml', '['.repeat(20_000)],
    ['closed flow sequences', 'yaml', `vms: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['block sequences', 'yaml', '- '.repeat(5_000)],
    ['maps', 'yaml', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('is refused in words when it is nested without end: %s', (_what, ending, text) => {
    expect(take(`deep.${ending}`, bytesOf(text))).toBe('refused');
  });
});
