import { describe, expect, it } from 'vitest';
import { stoppingRuleSchema } from '../../../shared/scenario/schema.ts';
import { nextRound, relativeHalfWidth, stopped } from './stopping.ts';

const rule = stoppingRuleSchema.parse({ metrics: ['deliveredPps', 'latencyMeanNs'], relativeHalfWidth: 0.02 });
const metric = (mean: number, ci95: number | null) => ({ mean, ci95, unit: '' });
const bounds = { done: 10, most: 100 };

describe('a point with a stopping rule', () => {
  it('ends when every chosen metric is known well enough, and names the one that is known least', () => {
    const metrics = { deliveredPps: metric(1000, 1), latencyMeanNs: metric(5000, 100), latencyP99Ns: metric(9000, 9000) };
    expect(stopped(rule, metrics, bounds, false)).toEqual({ reason: 'precision', metric: 'latencyMeanNs', relativeHalfWidth: 0.02 });
  });

  it('goes on while one is not', () => {
    expect(stopped(rule, { deliveredPps: metric(1000, 1), latencyMeanNs: metric(5000, 101) }, bounds, false)).toBeNull();
  });

  it('ends at the maximum, with what is known then', () => {
    const metrics = { deliveredPps: metric(1000, 1), latencyMeanNs: metric(5000, 500) };
    expect(stopped(rule, metrics, { done: 100, most: 100 }, false)).toEqual({
      reason: 'maximum',
      metric: 'latencyMeanNs',
      relativeHalfWidth: 0.1,
    });
  });

  it('ends at once where a latency of an unstable point is chosen, but not for a throughput', () => {
    const metrics = { deliveredPps: metric(1000, 100), latencyMeanNs: metric(5000, null) };
    expect(stopped(rule, metrics, bounds, true)).toMatchObject({ reason: 'unstable', relativeHalfWidth: null });
    expect(stopped({ ...rule, metrics: ['deliveredPps'] }, metrics, bounds, true)).toBeNull();
  });

  it('adds rounds of five up to the most', () => {
    expect([10, 96, 100, 101].map((done) => nextRound({ done, most: 100 }))).toEqual([5, 4, 0, 0]);
  });
});

it('has no relative width around 0 unless nothing varies', () => {
  expect(relativeHalfWidth(metric(0, 0))).toBe(0);
  expect(relativeHalfWidth(metric(0, 1))).toBeNull();
  expect(relativeHalfWidth(metric(-4, 1))).toBe(0.25);
  expect(relativeHalfWidth(undefined)).toBeNull();
});
