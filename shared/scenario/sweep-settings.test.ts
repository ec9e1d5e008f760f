import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario, type CheckedScenario } from './check.ts';
import { testCatalogue } from './check.fixture.ts';
import { constraintHolds, readerOf } from './constraints.ts';
import { newScenario } from './defaults.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { applySetting, listSettingPaths } from './settings.ts';
import { countPoints, MOST_POINTS, pointsOfTechniques, sweepSettings } from './sweep-settings.ts';

const axis = (path: string, ...values: unknown[]) => ({ path, values });
const load = 'flows.0.traffic.load';

function check(sweep: object[], constraints: object[] = [], changes: object = {}): CheckedScenario {
  const input = {
    vms: [{ name: 'vm', count: 2 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    techniques: [{ name: 'sriov' }, { name: 'vmdq' }],
    method: { kind: 'sweep', sweep, constraints },
    ...changes,
  };
  return checkScenario(input, testCatalogue);
}

function valid(sweep: object[], constraints: object[] = []): Scenario {
  const { problems, scenario } = check(sweep, constraints);
  if (!scenario) throw new Error(JSON.stringify(problems));
  return scenario;
}

function problemOf(sweep: object[], constraints: object[] = []) {
  const [first] = check(sweep, constraints).problems;
  if (!first) throw new Error('A problem was expected.');
  return first;
}

const texts = (scenario: Scenario) =>
  [...sweepSettings(scenario)].map(({ settings, techniques }) => `${Object.values(settings).join(' ')} | ${techniques.join(' ')}`);

describe('the settings of a sweep', () => {
  it('are one without axes, and the product of any number of axes, the first slowest', () => {
    expect([...sweepSettings(newScenario())]).toEqual([{ settings: {}, techniques: newScenario().techniques.map((_, place) => place) }]);
    expect(texts(valid([axis('vms.0.count', 1, 2), axis(load, 10, 20)]))).toEqual(['1 10 | 0 1', '1 20 | 0 1', '2 10 | 0 1', '2 20 | 0 1']);
    const six = ['vms.0.count', 'vms.0.vcpus', 'vms.0.weight', load, 'nic.propagationNs', 'nic.moderation.intervalUs'];
    expect(countPoints(valid(six.map((path) => axis(path, 1, 2))))).toBe(2 ** 6 * 2);
  });

  it('take words and switches: profiles, kinds, options of techniques', () => {
    const scenario = valid([
      axis('nic.profile', '82599', 'connectx-5'),
      axis('nic.moderation.kind', 'off', 'adaptive'),
      axis('host.iommu.interruptPosting', true, false),
      axis('techniques.0.options.iommuMode', 'strict', 'deferred'),
    ]);
    const settings = [...sweepSettings(scenario)];
    expect(settings).toHaveLength(16);
    const last = Object.entries(settings.at(-1)?.settings ?? {}).reduce((at, [path, value]) => applySetting(at, path, value), scenario);
    expect(last).toMatchObject({
      nic: { profile: 'connectx-5', moderation: { kind: 'adaptive' } },
      host: { iommu: { interruptPosting: false } },
      techniques: [{ options: { iommuMode: 'deferred' } }, {}],
    });
    expect(scenarioSchema.parse(last)).toEqual(last);
  });

  it.each([
    [axis('nic.profile', '82599', '82598eb'), 'method.sweep.0.values.1', 'Did you mean `82598`?'],
    [axis('nic.moderation.kind', 'of'), 'method.sweep.0.values.0', 'nic.moderation.kind cannot be of'],
    [axis('host.iommu.interruptPosting', 1), 'method.sweep.0.values.0', 'cannot be 1'],
    [axis('vms.0.count', 'many'), 'method.sweep.0.values.0', 'vms.0.count cannot be many'],
    [axis('flows.0.traffic.kind', 'poisson'), 'method.sweep.0.path', 'has no setting at'],
    [axis('flows.0.vms', 'vm'), 'method.sweep.0.path', 'has no setting at'],
    [axis('techniques.0.name', 'sriov'), 'method.sweep.0.path', 'has no setting at'],
    [axis('method.order', 'planned'), 'method.sweep.0.path', 'has no setting at'],
  ])('refuse %j', (wrong, path, message) => {
    expect(problemOf([wrong])).toMatchObject({ path, severity: 'error', message: expect.stringContaining(message) as string });
  });

  it('are bounded in their number, with the remedy', () => {
    const many = Array.from({ length: 300 }, (_, index) => index + 1);
    const axes = [axis(load, ...many.map((value) => value / 10)), axis('nic.propagationNs', ...many)];
    expect(problemOf(axes)).toMatchObject({
      path: 'method.sweep',
      message: expect.stringContaining('180000 points; a run has at most 50000') as string,
    });
    const diagonal = [{ path: load, op: '<=', value: 1 }];
    expect(countPoints(valid(axes, diagonal))).toBe(10 * 300 * 2);
    expect(problemOf(axes, [{ path: load, op: '>', value: 1 }]).message).toContain(`more than ${MOST_POINTS} points`);
  });

  it('are left out early, so that constraints tame a product that could not be gone through', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    const paths = ['nic.propagationNs', 'nic.moderation.intervalUs', 'vms.0.weight', 'flows.0.traffic.size.frameBytes'];
    const equal = [1, 2].map((place) => ({ path: paths[place], op: '=', valueAt: paths[place - 1] }));
    const axes = [...paths.slice(0, 3).map((path) => axis(path, ...values)), axis(paths[3] ?? '', 64, 1518)];
    expect(countPoints(valid(axes, equal))).toBe(100 * 2 * 2);
    const late = [
      { path: paths[2], op: '=', valueAt: paths[0] },
      { path: paths[3], op: '=', value: 64 },
    ];
    expect(problemOf(axes, late).message).toContain('leave combinations out by method.constraints on the first axes');
  });
});

describe('constraints', () => {
  const axes = [axis('vms.0.count', 1, 2, 4), axis('vms.0.vcpus', 1, 2, 4)];

  it.each([
    [{ op: '<=', value: 2 }, ['1', '2']],
    [{ op: '<', value: 2 }, ['1']],
    [{ op: '>', value: 1 }, ['2', '4']],
    [{ op: '>=', value: 2 }, ['2', '4']],
    [{ op: '=', value: 2 }, ['2']],
    [{ op: '!=', value: 2 }, ['1', '4']],
    [{ op: 'in', value: [4, 1, 9] }, ['1', '4']],
    [{ op: 'not-in', value: [4, 1] }, ['2']],
  ])('compare with %j', (condition, left) => {
    const scenario = valid([axis('vms.0.count', 1, 2, 4)], [{ path: 'vms.0.count', ...condition }]);
    expect([...sweepSettings(scenario)].map(({ settings }) => String(settings['vms.0.count']))).toEqual(left);
  });

  it('compare settings with each other, swept or not', () => {
    expect(texts(valid(axes, [{ path: 'vms.0.vcpus', op: '<', valueAt: 'vms.0.count' }])).map((text) => text.slice(0, 3))).toEqual([
      '2 1',
      '4 1',
      '4 2',
    ]);
    expect(countPoints(valid(axes, [{ path: 'vms.0.count', op: '<=', valueAt: 'host.networkCores' }]))).toBe(9 * 2);
  });

  it('may count for some points only, and for some techniques', () => {
    const scenario = valid(axes, [
      {
        path: 'vms.0.count',
        op: '<=',
        value: 2,
        if: [
          { path: 'technique', op: '=', value: 'vmdq' },
          { path: 'vms.0.vcpus', op: '>', value: 1 },
        ],
      },
    ]);
    expect(texts(scenario).filter((text) => text.startsWith('4'))).toEqual(['4 1 | 0 1', '4 2 | 0', '4 4 | 0']);
    expect([countPoints(scenario), pointsOfTechniques(scenario)]).toEqual([16, [9, 7]]);
  });

  it.each([
    ['an unknown path', { path: 'vms.0.cuont', op: '=', value: 1 }, '.path', 'Did you mean `vms.0.count`?'],
    ['an unknown other path', { path: 'vms.0.count', op: '=', valueAt: 'nowhere' }, '.valueAt', 'has no setting at "nowhere"'],
    [
      'an unknown path under if',
      { path: 'vms.0.count', op: '=', value: 1, if: [{ path: 'x', op: '=', value: 1 }] },
      '.if.0.path',
      'no setting at "x"',
    ],
    ['nothing to compare with', { path: 'vms.0.count', op: '=' }, '', 'give either value or valueAt.'],
    ['two things to compare with', { path: 'vms.0.count', op: '=', value: 1, valueAt: load }, '', 'not both'],
    ['a default that is not in the scenario', { path: 'host.cores', op: '>', value: 1 }, '.path', 'is left to its default'],
    ['an order of words', { path: 'nic.profile', op: '<', value: 'x' }, '.op', 'compares numbers, and nic.profile is none'],
    ['a number with a word', { path: 'vms.0.count', op: '<', value: 'x' }, '.value', 'give one in place of "x"'],
    ['a list without in', { path: 'vms.0.count', op: '=', value: [1] }, '.value', 'use "in" for a list'],
    ['in without a list', { path: 'vms.0.count', op: 'in', value: 1 }, '.value', 'give value as one'],
    [
      'that leave out everything',
      { path: 'vms.0.count', op: '>', value: 4 },
      '',
      'No point of the sweep meets vms.0.count > 4: vms.0.count is 1 at the first.',
    ],
  ])('refuse %s', (_what, constraint, place, message) => {
    expect(problemOf(axes, [constraint])).toMatchObject({
      path: `method.constraints.0${place}`,
      severity: 'error',
      message: expect.stringContaining(message) as string,
    });
  });

  it('say which of several leaves nothing', () => {
    const path = 'vms.0.count';
    expect(
      problemOf(axes, [
        { path, op: '>', value: 1 },
        { path, op: '<', value: 2 },
      ]),
    ).toMatchObject({
      path: 'method.constraints.1',
      message: expect.stringContaining('without vms.0.count < 2 there would be some') as string,
    });
  });

  it('are ignored with a fixed load, and said to be', () => {
    const { problems, scenario } = check([], [{ path: 'vms.0.count', op: '>', value: 99 }], {
      method: { kind: 'fixed-load', constraints: [{ path: 'vms.0.count', op: '>', value: 99 }] },
    });
    expect(problems).toMatchObject([
      { path: 'method.kind', severity: 'warning', message: expect.stringContaining('its constraints are ignored') as string },
    ]);
    expect(scenario && [countPoints(scenario), pointsOfTechniques(scenario)]).toEqual([2, [1, 1]]);
  });

  it('warn of one on what is not swept', () => {
    expect(problemOf(axes, [{ path: load, op: '>', value: 1 }])).toMatchObject({ severity: 'warning', path: 'method.constraints.0' });
  });

  it('leave exactly the points that meet all of them, whatever they are', () => {
    const paths = ['vms.0.count', 'vms.0.vcpus', load] as const;
    const condition = fc.record({
      path: fc.constantFrom(...paths),
      op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
      value: fc.integer({ min: 1, max: 4 }),
    });
    const constraint = fc.record({ condition, premises: fc.array(condition, { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 4 }), (drawn) => {
        const all = paths.map((path) => axis(path, 1, 2, 3, 4));
        const free = valid(all);
        const constraints = drawn.map(({ condition: own, premises }) => ({ ...own, if: premises }));
        const scenario = scenarioSchema.parse({ ...free, method: { ...free.method, constraints } });
        const expected = [...sweepSettings(free)].filter(({ settings }) =>
          scenario.method.constraints.every((one) => constraintHolds(one, readerOf(scenario, settings, ''))),
        );
        expect([...sweepSettings(scenario)]).toEqual(expected);
        expect(countPoints(scenario)).toBe(2 * expected.length);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe('paths of settings', () => {
  it('are those that take one value, numbers or not, and no names', () => {
    const paths = listSettingPaths(newScenario());
    expect(paths).toEqual(expect.arrayContaining(['nic.profile', 'costModel', 'host.iommu.mode', 'flows.0.direction', 'method.warmup']));
    for (const path of ['name', 'vms.0.name', 'flows.0.vms', 'flows.0.traffic.kind', 'techniques.0.label', 'method.kind', 'method.order'])
      expect(paths).not.toContain(path);
  });
});
