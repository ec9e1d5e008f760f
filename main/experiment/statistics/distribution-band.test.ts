import { describe, expect, it } from 'vitest';
import { bucketMiddleNs } from '../../engine/kernel/histogram.ts';
import { latencyDistribution } from './distribution-band.ts';

const replications = [
  { buckets: [640, 700], counts: [60, 40] },
  { buckets: [640, 700], counts: [50, 50] },
  { buckets: [650, 700], counts: [40, 60] },
];

describe('a latency distribution', () => {
  it('is that of all samples, with Student’s t over the replications at each latency', () => {
    const [first, second, last] = latencyDistribution(replications, false);
    expect(first).toMatchObject({ ns: bucketMiddleNs(640), probability: 110 / 300 });
    // Shares 0.6, 0.5, 0: of variance 0.1033; t(0.975, 2) = 4.3027. The band ends at 0 and 1.
    expect(first).toMatchObject({ low: 0, high: 1 });
    // Shares 0.6, 0.5, 0.4.
    expect(second?.probability).toBe(0.5);
    expect(second?.high).toBeCloseTo(0.5 + (4.302653 * 0.1) / Math.sqrt(3), 5);
    expect(last).toMatchObject({ ns: bucketMiddleNs(700), probability: 1, low: 1, high: 1 });
  });

  it('has no band with one replication, nor where it depends on the length of the run', () => {
    expect(latencyDistribution(replications.slice(0, 1), false)[0]).not.toHaveProperty('low');
    expect(latencyDistribution(replications, true)[0]).not.toHaveProperty('low');
  });

  it('is empty where nothing was delivered', () => {
    expect(latencyDistribution([{ buckets: [], counts: [] }], false)).toEqual([]);
  });
});
