import { describe, expect, it } from 'vitest';
import type { PointResult } from '../../../shared/result/schema.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { announcement, formatDuration, formatTimeLeft, inPlanOrder, runSize, techniqueProgress } from './run-overview.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio', label: 'slow' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [50, 9] }], replications: 3 },
});

function point(technique: string, load: number, replications: number, refusal: string | null = null): PointResult {
  return {
    id: `${technique} ${load}`,
    technique,
    settings: { 'flows.0.traffic.load': load },
    replications,
    refusal,
    metrics: {},
  } as unknown as PointResult;
}

describe('progress by technique', () => {
  it('counts the simulations of each choice, in the order of the scenario', () => {
    const progress = techniqueProgress(scenario, [point('slow', 9, 2), point('sriov', 50, 3), point('slow', 50, 1)]);
    expect(progress.map(({ label, done, total }) => [label, done, total])).toEqual([
      ['sriov', 3, 6],
      ['slow', 3, 6],
      ['direct', 0, 6],
    ]);
    expect(progress[1]?.title).toBe('slow: virtio, user-space backend');
  });

  it('tells why a technique cannot be used', () => {
    const progress = techniqueProgress(scenario, [point('direct', 9, 1, 'It needs a NIC for each VM.')]);
    expect(progress.map(({ refusal }) => refusal)).toEqual([null, null, 'It needs a NIC for each VM.']);
  });
});

it('puts points in the order of settings, then of techniques', () => {
  const points = inPlanOrder(scenario, [point('slow', 50, 1), point('sriov', 50, 1), point('slow', 9, 1)]);
  expect(points.map(({ id }) => id)).toEqual(['slow 9', 'sriov 50', 'slow 50']);
});

describe('times', () => {
  it.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [185, '3 min 05 s'],
    [7620, '2 h 07 min'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([
    [1.9, 'a moment'],
    [6.2, 'about 7 s'],
    [41, 'about 45 s'],
    [121, 'about 2 min 10 s'],
  ])('%d s left is %s', (seconds, text) => {
    expect(formatTimeLeft(seconds)).toBe(text);
  });
});

describe('what is announced', () => {
  it('changes with each quarter only', () => {
    const said = Array.from({ length: 100 }, (_, done) => announcement({ done, total: 100, status: 'running' }));
    expect([...new Set(said)]).toEqual([
      'The run has started.',
      '25 % of the simulations are done.',
      '50 % of the simulations are done.',
      '75 % of the simulations are done.',
    ]);
  });

  it('is silent before the first report and tells the end', () => {
    expect(announcement({ done: 0, total: 0, status: 'running' })).toBe('');
    expect(announcement({ done: 4, total: 4, status: 'running' })).toContain('bottlenecks');
    expect(announcement({ done: 4, total: 4, status: 'done' })).toBe('The run is done.');
    expect(announcement({ done: 2, total: 4, status: 'cancelled' })).toContain('is kept');
  });
});

it('tells the size of a run', () => {
  expect(runSize(scenario)).toBe('3 techniques, 6 points, 18 simulations');
  expect(runSize({ ...scenario, techniques: scenario.techniques.slice(0, 1), method: { ...scenario.method, kind: 'fixed-load' } })).toBe(
    '1 technique, 1 point, 3 simulations',
  );
});
