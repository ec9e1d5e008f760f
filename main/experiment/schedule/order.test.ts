import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { simulate } from '../../engine/simulate.ts';
import { planRun } from '../plan.ts';
import { inBatches } from './batches.ts';
import { estimatedEvents } from './estimated-events.ts';
import { inOrder } from './order.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-user' }, { name: 'vhost-net' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [5, 90, 30] }], durationMs: 4, seed: 7 },
});
const points = planRun(scenario);
const ids = (order: 'planned' | 'longest-first' | 'shuffled', seed = 7) => inOrder(points, { order, seed }).map(({ id }) => id);

describe('the order of a run', () => {
  it('is that of the plan when it is asked for', () => expect(ids('planned')).toEqual(points.map(({ id }) => id)));

  it('puts the points with most events first, as they are then counted', () => {
    const events = inOrder(points, { order: 'longest-first', seed: 7 }).map(
      ({ scenario: at, choice }) => simulate({ scenario: at, technique: choice, replication: 0 }).events,
    );
    const sorted = events.toSorted((one, other) => other - one);
    expect(events[0]).toBe(sorted[0]);
    // Neighbours may change places: an estimate is about.
    for (const [place, count] of events.entries()) expect(Math.abs(sorted.indexOf(count) - place)).toBeLessThanOrEqual(1);
  });

  it('is shuffled by the seed, with every point once', () => {
    expect(ids('shuffled')).toEqual(ids('shuffled'));
    expect(ids('shuffled')).not.toEqual(ids('planned'));
    expect(ids('shuffled', 8)).not.toEqual(ids('shuffled'));
    expect(ids('shuffled').toSorted()).toEqual(ids('planned').toSorted());
  });

  it('has an estimate for every kind of traffic', () => {
    const withTraffic = (traffic: object) =>
      planRun(scenarioSchema.parse({ ...scenario, method: {}, flows: [{ name: 'f', vms: 'vm', traffic }] }));
    const estimates = [{ kind: 'request-response' }, { kind: 'tcp-stream' }, { kind: 'on-off' }].map((traffic) =>
      withTraffic(traffic).map(estimatedEvents),
    );
    for (const estimate of estimates.flat()) expect(estimate).toBeGreaterThan(1000);
  });
});

describe('batches', () => {
  it('hold every point once, a whole small run, and as many points as a comparison has', () => {
    expect(inBatches([1, 2, 3], 5, 1)).toEqual([[1, 2, 3]]);
    expect(inBatches([1, 2, 3], 1000, 1)).toEqual([[1], [2], [3]]);
    expect(inBatches([1, 2, 3], 1000, 2)).toEqual([[1, 2], [3]]);
    const many = Array.from({ length: 1000 }, (_, index) => index);
    expect(inBatches(many, 10, 1).flat()).toEqual(many);
    expect(Math.max(...inBatches(many, 10, 1).map(({ length }) => length))).toBe(25);
    expect(inBatches([], 1, 1)).toEqual([]);
  });
});
