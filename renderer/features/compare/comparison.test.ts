import { expect, it } from 'vitest';
import { point, refusedPoint, scenario } from '../../../shared/charts/points.fixture.ts';
import { comparedPoints } from './compared-points.ts';
import { comparisonRows } from './comparison.ts';
import { scenarioDifferences } from './scenario-difference.ts';

const cellsOf = (metric: string, points: Parameters<typeof comparedPoints>[0][number]['points'], baseline = '|native') =>
  comparisonRows(comparedPoints([{ name: '', points }]), baseline).find((row) => row.metric === metric)?.cells ?? [];

it('marks the best and what is not shown to be worse', () => {
  const cells = cellsOf('cyclesPerPacket', [
    point('native', { ci95: 10, means: { cyclesPerPacket: 3000 } }),
    point('sriov', { ci95: 10, means: { cyclesPerPacket: 3002 } }),
    point('emulated', { ci95: 10, means: { cyclesPerPacket: 9000 } }),
  ]);
  expect(cells.map(({ best }) => best)).toEqual([true, true, false]);
});

it('lets an overloaded technique win against none that carries its load', () => {
  const cells = cellsOf('cyclesPerPacket', [
    point('native', { means: { cyclesPerPacket: 3000 } }),
    point('virtio', { means: { cyclesPerPacket: 4000 } }),
    point('emulated', { overloaded: true, means: { cyclesPerPacket: 1000 } }),
  ]);
  expect(cells.map(({ best }) => best)).toEqual([true, false, false]);
});

it('marks none where all are the same', () => {
  expect(cellsOf('lossRatio', [point('native'), point('sriov')]).some(({ best }) => best)).toBe(false);
});

it('says more or less, and better or worse by the metric', () => {
  const points = [
    point('native', { ci95: 1, means: { deliveredPps: 1000, cyclesPerPacket: 1000 } }),
    point('sriov', { ci95: 1, means: { deliveredPps: 1500, cyclesPerPacket: 1500 } }),
  ];
  expect(cellsOf('deliveredPps', points)[1]?.difference).toMatchObject({ text: expect.stringMatching(/^50 % more ± /), tone: 'better' });
  expect(cellsOf('cyclesPerPacket', points)[1]?.difference).toMatchObject({ text: expect.stringMatching(/^50 % more ± /), tone: 'worse' });
  expect(cellsOf('deliveredPps', points)[0]?.difference).toBeNull();
});

it('marks percentiles with too few samples', () => {
  const few = point('sriov');
  const metrics = { ...few.metrics, latencyP999Ns: { mean: 9000, ci95: 1, unit: 'ns', tooFewSamples: true as const } };
  const points = [point('native'), { ...few, metrics }];
  expect(cellsOf('latencyP999Ns', points).map(({ caution }) => caution)).toEqual(['', 'too few samples']);
  expect(cellsOf('latencyP99Ns', points).map(({ caution }) => caution)).toEqual(['', '']);
});

it('gives no size of a difference that grows with the length of the run', () => {
  const growing = point('emulated', { ci95: 1, overloaded: true, means: { latencyMeanNs: 9e6 } });
  const metrics = { ...growing.metrics, latencyMeanNs: { mean: 9e6, ci95: null, unit: 'ns' } };
  const points = [point('native', { ci95: 1 }), { ...growing, metrics }];
  expect(cellsOf('latencyMeanNs', points)[1]?.difference).toEqual({
    text: 'grows with the length of the run, not compared',
    tone: 'unclear',
  });
  expect(cellsOf('cyclesPerPacket', points)[1]?.difference?.text).not.toContain('not compared');
});

it('compares by pairs the replications of one run, and takes those of two runs as independent', () => {
  const packets = [100, 200, 150, 300, 250];
  const kept = (technique: string, values: number[]) => ({
    ...point(technique, { ci95: 98, means: { latencyMeanNs: values.reduce((sum, value) => sum + value, 0) / 5 } }),
    replications: 5,
    replicationValues: { numbers: [0, 1, 2, 3, 4], values: { latencyMeanNs: values } },
  });
  const [one, other] = [kept('native', packets), kept('sriov', packets.map((value, index) => value + 10 + (index % 2)))]; // prettier-ignore
  expect(cellsOf('latencyMeanNs', [one, other])[1]?.difference?.text).toMatch(/^5\.2 % more ± /);
  const runs = comparedPoints([
    { name: 'This run', points: [one] },
    { name: 'Other run', points: [other] },
  ]);
  const row = comparisonRows(runs, 'This run|native').find(({ metric }) => metric === 'latencyMeanNs');
  expect(row?.cells[1]?.difference?.text).toMatch(/^not clear/);
});

it('does not call a difference clear that may be chance', () => {
  const points = [
    point('native', { ci95: 300, means: { deliveredPps: 1000 } }),
    point('sriov', { ci95: 300, means: { deliveredPps: 1100 } }),
  ];
  expect(cellsOf('deliveredPps', points)[1]?.difference).toMatchObject({ text: expect.stringMatching(/^not clear/), tone: 'unclear' });
});

it('compares with a baseline of 0 in units', () => {
  const points = [point('native', { means: { exitsPerSecond: 0 } }), point('sriov', { means: { exitsPerSecond: 5000 } })];
  expect(cellsOf('exitsPerSecond', points)[1]?.difference).toEqual({ text: '5 k/s more', tone: 'worse' });
});

it('puts the same technique of two runs side by side and leaves refused ones out', () => {
  const compared = comparedPoints([
    { name: 'This run', points: [point('virtio'), point('sriov'), refusedPoint('direct', 'No NIC.')] },
    { name: 'Other run', points: [point('sriov')] },
  ]);
  expect(compared.map(({ key }) => key)).toEqual(['This run|virtio', 'This run|sriov', 'Other run|sriov']);
});

it('lists the settings in which two scenarios differ', () => {
  const other = scenario({ name: 'Another', host: { networkCores: 8 }, nic: { profile: 'X710' } });
  expect(scenarioDifferences(scenario(), other)).toEqual([
    { path: 'host.networkCores', title: 'Network cores', one: '4', other: '8' },
    { path: 'nic.profile', title: 'NIC', one: '82599', other: 'X710' },
  ]);
  expect(scenarioDifferences(scenario(), { ...other, name: 'x'.repeat(100) }, { words: true })[0]).toMatchObject({
    path: 'name',
    other: `${'x'.repeat(80)}…`,
  });
});

it('reads the values of an axis as one, units with numbers, and what only one of them has', () => {
  const swept = (values: number[]) => ({ method: { sweep: [{ path: 'nic.ports', values }] }, host: { scheduler: { sliceUs: 20 } } });
  expect(scenarioDifferences(swept([1, 2]), { ...swept([1, 3]), host: { scheduler: {} } })).toEqual([
    { path: 'method.sweep.0.values', title: 'Values 1', one: '1, 2', other: '1, 3' },
    { path: 'host.scheduler.sliceUs', title: 'Scheduler slice', one: '20 µs', other: 'not set' },
  ]);
});
