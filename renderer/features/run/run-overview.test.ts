import { describe, expect, it } from 'vitest';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { alongNewest, announcement, formatDuration, formatTimeLeft, runSize, choiceTitle } from './run-overview.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio', label: 'slow' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [50, 9] }], replications: 3 },
});

it('names a technique with its label where that is another name', () => {
  expect(choiceTitle('slow', scenario)).toBe('slow: virtio, user-space backend');
  expect(choiceTitle('sriov', scenario)).not.toContain('sriov:');
});

it('draws of a large run the line of the sweep through the newest point on which most points lie', () => {
  const swept = scenarioSchema.parse({
    ...scenario,
    method: {
      kind: 'sweep',
      sweep: [
        { path: 'flows.0.traffic.load', values: [50, 9] },
        { path: 'flows.0.traffic.size.frameBytes', values: [64, 128, 256] },
      ],
    },
  });
  const point = (load: number, frameBytes: number): PointSummary =>
    ({ id: `${load} ${frameBytes}`, settings: { 'flows.0.traffic.load': load, 'flows.0.traffic.size.frameBytes': frameBytes } }) as never;
  const points = [point(50, 64), point(50, 128), point(50, 256), point(9, 64), point(9, 128)];
  expect(alongNewest(swept, points).map(({ id }) => id)).toEqual(['9 64', '9 128']);
  expect(alongNewest(swept, points.slice(0, 4)).map(({ id }) => id)).toEqual(['50 64', '9 64']);
  expect(alongNewest(swept, [])).toEqual([]);
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
  expect(runSize(scenario)).toBe('3 techniques, 6 points, 18 simulations.');
  expect(runSize({ ...scenario, techniques: scenario.techniques.slice(0, 1), method: { ...scenario.method, kind: 'fixed-load' } })).toBe(
    '1 technique, 1 point, 3 simulations.',
  );
});
