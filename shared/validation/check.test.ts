import { describe, expect, it } from 'vitest';
import { testCatalogue as catalogue } from '../scenario/check.fixture.ts';
import { speaking } from '../texts/words.ts';
import { checkExperiments } from './check.ts';
import { changed, experiment } from './experiment.fixture.ts';

const problemOf = (input: unknown) => {
  const { problems, planned } = checkExperiments(input, catalogue);
  expect(planned).toEqual([]);
  return problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
};

describe('an experiment', () => {
  it('is planned with its scenarios complete, alone and in a list', () => {
    const { problems, planned } = checkExperiments(experiment, catalogue);
    expect(problems).toEqual([]);
    expect(checkExperiments([experiment], catalogue).planned).toEqual(planned);
    const [plan] = planned;
    if (plan?.kind !== 'simulation') throw new Error('A simulation was expected.');
    expect(plan.points.map((point) => point?.simulation.choice.name)).toEqual(['vhost-net', 'sriov']);
    expect(plan.points[1]?.simulation.scenario.flows[0]?.traffic).toMatchObject({ load: 50_000, size: { frameBytes: 1518 } });
  });

  it('compares a point with the same settings changed further', () => {
    const { planned } = checkExperiments(
      changed('measure.ratioTo', { technique: 'vhost-net', set: { 'nic.profile': 'connectx-5', 'vms.0.vcpus': 2 } }),
      catalogue,
    );
    const [plan] = planned;
    const reference = plan?.kind === 'simulation' ? plan.points[1]?.reference : null;
    expect(reference?.choice.name).toBe('vhost-net');
    expect(reference?.scenario).toMatchObject({
      nic: { profile: 'connectx-5' },
      vms: [{ vcpus: 2 }],
      flows: [{ traffic: { load: 50_000 } }],
    });
  });

  it('leaves out a point that says why', () => {
    const { planned } = checkExperiments(changed('points.0.outside', 'Not modelled.'), catalogue);
    expect(planned[0]?.kind === 'simulation' && planned[0].points[0]).toBeNull();
  });

  it.each([
    ['unit', undefined, 'unit: `unit` is missing'],
    ['mteric', 'x', 'Unknown field `mteric`. Did you mean `metric`?'],
    ['id', 'Vhost TX', 'id: `id` is "Vhost TX". An identity has lower-case letters'],
    ['kind', 'simulations', 'kind: `kind` is "simulations". Did you mean `simulation`?'],
    ['points', [], 'points: `points` is empty'],
    ['points.0.tolerance', undefined, 'points.0.tolerance: `tolerance` is missing'],
    ['points.0.tolerance.type', 'percent', 'points.0.tolerance.type: `type` is "percent". Allowed: `relative`, `absolute`'],
    ['points.0.x', 4, 'points.0: A point has a `label` or an `x`, not both'],
    ['points.0.label', undefined, 'points.0: A point has a `label` or an `x`. Give one'],
    ['points.0.y', '5', 'points.0.y: `y` is "5": give a number'],
    ['points.0.technique', 'vhost', 'points.0.technique: The scenario has no technique "vhost". Allowed: `vhost-net`'],
    ['points.0.technique', undefined, 'The scenario has 2 techniques: name one of vhost-net, sriov.'],
    ['points.1.set', { 'flows.0.traffic.laod': 4 }, 'points.1.set.flows.0.traffic.laod: `flows.0.traffic` of kind "poisson" has no `laod`'],
    ['points.1.set', { 'vms.0.count': 0 }, 'points.1.set: vms.0.count: `count` is 0, too small'],
    ['scenario.vms.0.cuont', 4, 'scenario.vms.0.cuont: Unknown field `cuont`. Did you mean `count`?'],
    ['scenario.method', { kind: 'sweep', sweep: [{ path: 'vms.0.count', values: [1] }] }, 'set method.kind to fixed-load'],
    ['measure.read.metric', 'deliverdPps', 'measure.read.metric: `metric` is "deliverdPps". Did you mean `deliveredPps`?'],
    ['measure.read.vms', 'vms', 'measure.read.vms: There is no VM group "vms". Did you mean `vm`?'],
    [
      'measure.read',
      { kind: 'flow-metric', metric: 'deliveredPps', flow: 'laod' },
      'measure.read.flow: There is no flow "laod". Did you mean `load`?',
    ],
    ['measure.ratioTo', { technique: 'native' }, 'measure.ratioTo.technique: The scenario has no technique "native"'],
  ])('with %s = %j is refused, with place and remedy', (path, value, words) => {
    expect(problemOf(changed(path, value))).toContain(words);
  });

  it('has a share of the load for open loops that are not compared', () => {
    const share = changed('points.0.loadShare', 0.5) as typeof experiment;
    expect(checkExperiments(share, catalogue).problems).toEqual([]);
    expect(problemOf({ ...share, measure: { ...share.measure, ratioTo: {} } })).toContain(
      'points.0.loadShare: A share of the load and a comparison',
    );
    const closed = { ...share.scenario, flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'tcp-stream' } }] };
    expect(problemOf({ ...share, scenario: closed })).toContain('points.0.loadShare: A share of the load needs open-loop traffic');
  });

  it('has a ratio or a difference', () => {
    const both = { ...experiment, measure: { ...experiment.measure, ratioTo: {}, differenceFrom: {} } };
    expect(problemOf(both)).toContain('points.0.measure: A quantity has a `ratioTo` or a `differenceFrom`, not both');
  });
});

describe('a list of experiments', () => {
  it('says which of them is wrong', () => {
    expect(problemOf([experiment, changed('points.0.y', 'x')])).toContain('1.points.0.y: `y` is "x"');
  });

  it('refuses an identity that stands twice, and an empty list', () => {
    expect(problemOf([experiment, experiment])).toContain('1.id: Two experiments are called "vhost-transmit"');
    expect(problemOf([])).toContain('The list is empty');
  });

  it.each([[null], ['text'], [42], [[[]]], [{}]])('refuses %j', (input) => {
    expect(problemOf(input)).not.toBe('');
  });
});

describe('a cost experiment', () => {
  const { id, title, source, provenance, setup, techniques, metric, unit, x, role, notes } = experiment;
  const published = { id, title, source, provenance, setup, techniques, metric, unit, x, role, notes };
  const cost = (point: object, rest: object = {}) => ({
    ...published,
    kind: 'cost',
    costModel: 'kvm-2017',
    ...rest,
    points: [{ label: 'one', y: 1300, tolerance: { type: 'relative', value: 0.1 }, ...point }],
  });

  it('takes a parameter or a sum of them, scaled', () => {
    const valueOf = (input: unknown) => {
      const [plan] = checkExperiments(input, catalogue).planned;
      return plan?.kind === 'cost' ? plan.values[0] : null;
    };
    const exit = valueOf(cost({ parameter: 'vm.exit' })) ?? 0;
    expect(exit).toBeGreaterThan(0);
    expect(valueOf(cost({ parameter: ['vm.exit', 'vm.exit'] }, { scale: 0.5 }))).toBeCloseTo(exit);
  });

  it.each([
    [{ parameter: 'vm.exti' }, 'points.0.parameter: There is no cost parameter "vm.exti". Did you mean `vm.exit`?'],
    [{ parameter: 'vm.exit', costModel: 'kvm-2071' }, 'points.0.costModel: There is no cost model "kvm-2071". Did you mean `kvm-2017`?'],
    [{}, 'points.0.parameter: `parameter` is missing'],
  ])('with the point %j is refused, with place and remedy', (point, words) => {
    expect(problemOf(cost(point))).toContain(words);
  });
});

it('problems are said in the language of who reads them', () => {
  const { measure } = experiment;
  const bad: readonly unknown[] = [
    [],
    [experiment, experiment],
    changed('points.0.x', 4),
    changed('points.0.label', undefined),
    changed('points.0.technique', 'vhost'),
    changed('points.0.technique', undefined),
    changed('points.1.set', { 'vms.0.count': 0 }),
    changed('measure.read.vms', 'vms'),
    changed('measure.read', { kind: 'flow-metric', metric: 'deliveredPps', flow: 'laod' }),
    { ...experiment, measure: { ...measure, ratioTo: {}, differenceFrom: {} } },
  ];
  const problems = speaking('en-XA', () => bad.flatMap((input) => checkExperiments(input, catalogue).problems));
  expect(problems.length).toBeGreaterThanOrEqual(bad.length);
  for (const { message } of problems) expect(message).toMatch(/^⟦.*⟧$/u);
});
