/** The labs and the cards of the examples: valid, and speaking only of points that their scenarios have. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../main/lab/catalogue.ts';
import { checkLesson, findingProblems } from '../shared/lessons/check.ts';
import { cardSchema } from '../shared/lessons/lesson.ts';
import { checkScenario } from '../shared/scenario/check.ts';
import { newScenario } from '../shared/scenario/defaults.ts';
import { scenarioSchema } from '../shared/scenario/schema.ts';

const labs = readdirSync('labs').filter((name) => name.endsWith('.json'));
const examples = readdirSync('examples').filter((name) => name.endsWith('.json'));
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('the labs', () => {
  it.each(labs)('%s is valid', (file) => {
    expect(checkLesson(read(`labs/${file}`), catalogue).problems).toEqual([]);
  });

  it('are at least four', () => {
    expect(labs.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the cards of the examples', () => {
  it.each(examples)('%s has one, whose findings its scenario can give', (file) => {
    const { scenario } = checkScenario(read(`examples/${file}`), catalogue);
    const card = cardSchema.parse(read(`examples/cards/${file}`));
    expect(scenario && findingProblems(card.findings, scenario, catalogue)).toEqual([]);
  });

  it('explain the first comparison, which is that of a new scenario', () => {
    expect(scenarioSchema.parse(read('examples/first-comparison.json'))).toEqual(newScenario());
  });
});

describe('the checker of labs', () => {
  const good = read('labs/vf-limits.json') as Record<string, unknown> & { findings: { figure: object }[] };
  const problemsOf = (change: object): string[] =>
    checkLesson({ ...good, ...change }, catalogue).problems.map(({ path, message }) => `${path}: ${message}`);

  it('names a technique, a setting or a cost that the scenario does not have', () => {
    const finding = (figure: object, costs: string[] = []) => ({ findings: [{ figure, costs }] });
    expect(problemsOf(finding({ kind: 'bottleneck', of: { technique: 'sriow', at: { 'vms.0.count': 8 } } }))).toEqual([
      'findings.0.figure.of.technique: The scenario has no technique "sriow". Did you mean `sriov`?',
    ]);
    expect(problemsOf(finding({ kind: 'bottleneck', of: { technique: 'sriov', at: { 'vms.0.count': 7 } } }))[0]).toMatch(
      /has no value 7 of vms\.0\.count/,
    );
    expect(problemsOf(finding({ kind: 'bottleneck', of: { technique: 'sriov' } }))[0]).toMatch(
      /^findings\.0\.figure\.of\.at: Several points/,
    );
    expect(problemsOf(finding({ kind: 'carried-up-to', of: { technique: 'sriov' }, along: 'vms.0.count' }, ['vm.exits']))[0]).toMatch(
      /^findings\.0\.costs\.0: .*Did you mean `vm\.exit`/,
    );
  });

  it('names problems of the scenario and of the file by their path', () => {
    expect(
      problemsOf({ scenario: { techniques: [{ name: 'sriow' }] } }).some((text) => text.startsWith('scenario.techniques.0.name')),
    ).toBe(true);
    expect(problemsOf({ colour: 'red' })).toEqual(['colour: Unknown field colour: take it out.']);
    expect(problemsOf({ title: '' })[0]).toMatch(/^title: /);
  });
});

describe('the lab of the documentation', () => {
  it('is valid', () => {
    const [, example = ''] = /```json\n([\s\S]+?)```/.exec(readFileSync('docs/labs.md', 'utf8')) ?? [];
    expect(checkLesson(JSON.parse(example), catalogue).problems).toEqual([]);
  });
});
