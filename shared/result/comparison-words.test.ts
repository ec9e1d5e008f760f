import { describe, expect, it } from 'vitest';
import { point, scenario } from '../charts/points.fixture.ts';
import { estimateMean } from '../statistics/confidence.ts';
import { comparisonNote, comparisonSentences } from './comparison-words.ts';
import type { PointResult } from './schema.ts';

const open = scenario();

/** A point whose mean latency has these values in its replications, ns; all its other metrics are as usual. */
function timed(technique: string, latencies: readonly number[], overloaded = false): PointResult {
  const usual = point(technique, { ci95: 0, overloaded, replications: latencies.length });
  return {
    ...usual,
    metrics: { ...usual.metrics, latencyMeanNs: { ...estimateMean(latencies), unit: 'ns' } },
    replicationValues: {
      numbers: latencies.map((_, number) => number),
      values: {
        ...Object.fromEntries(Object.entries(usual.metrics).map(([name, { mean }]) => [name, latencies.map(() => mean)])),
        latencyMeanNs: [...latencies],
      },
    },
  };
}

/** Chance that all techniques share: the packets of each replication. */
const packets = [52_000, 61_000, 43_000, 58_000, 47_000];
const sriov = timed('sriov', packets);
const vhost = timed(
  'vhost-net',
  packets.map((latency, index) => latency + 3100 + (index % 2 === 0 ? 200 : -200)),
);

describe('the sentences of a comparison', () => {
  it('say by how much the best is ahead of the next, paired by replication', () => {
    // Differences 3300, 2900, 3300, 2900, 3300: mean 3140, t(0.975, 4) s / sqrt 5 = 272.
    expect(comparisonSentences([sriov, vhost], open)).toEqual([
      'Latency, mean: sriov is lower than vhost-net, the next, by 3.14 ± 0.27 µs.',
    ]);
    expect(comparisonNote([sriov, vhost], open)).toBe('Differences: paired by replication on the same packets, 95 % interval.');
  });

  it('are more careful the more techniques there are', () => {
    const third = timed(
      'virtio',
      packets.map((latency) => latency + 9000),
    );
    // t(1 - 0.05 / 6, 4) in place of t(0.975, 4).
    expect(comparisonSentences([third, sriov, vhost], open)[0]).toContain('by 3.14 ± 0.39 µs');
    expect(comparisonNote([third, sriov, vhost], open)).toContain('95 % for all 3 pairs of 3 techniques together (Bonferroni)');
  });

  it('name all that cannot be told apart', () => {
    const alike = timed(
      'direct',
      packets.map((latency, index) => latency + (index % 2 === 0 ? 500 : -700)),
    );
    expect(comparisonSentences([sriov, vhost, alike], open)[0]).toMatch(
      /^Latency, mean: sriov and direct cannot be told apart; (sriov|direct) is lower than vhost-net, the next, by 3\.1/,
    );
    expect(comparisonSentences([sriov, alike], open)).toEqual(['Latency, mean: no technique is shown to be better than another.']);
  });

  it('leave overloaded techniques out, and say so', () => {
    const overloaded = timed(
      'emulated',
      packets.map((latency) => latency / 10),
      true,
    );
    expect(comparisonSentences([sriov, vhost, overloaded], open)[0]).toContain('sriov is lower than vhost-net');
    expect(comparisonNote([sriov, vhost, overloaded], open)).toContain('Overloaded techniques are not compared');
  });

  it('speak of throughput only where it is not just the load', () => {
    const rate = (deliveredPps: number, overloaded: boolean): PointResult => {
      const usual = timed(`at ${deliveredPps}`, packets, overloaded);
      const values = packets.map((_, index) => deliveredPps + index);
      return {
        ...usual,
        metrics: { ...usual.metrics, deliveredPps: { ...estimateMean(values), unit: 'pps' } },
        replicationValues: { numbers: [0, 1, 2, 3, 4], values: { ...usual.replicationValues?.values, deliveredPps: values } },
      };
    };
    expect(comparisonSentences([rate(500, false), rate(700, false)], open)).toEqual([]);
    expect(comparisonSentences([rate(500, true), rate(700, true)], open)).toEqual([
      'Delivered: at 700 is higher than at 500, the next, by 200 pps.',
    ]);
    const closed = scenario({ flows: [{ name: 'requests', vms: 'vm', traffic: { kind: 'request-response' } }] });
    expect(comparisonSentences([rate(500, false), rate(700, false)], closed)).toHaveLength(1);
  });

  it('say nothing with one replication', () => {
    expect(comparisonSentences([timed('sriov', [5000]), timed('virtio', [9000])], open)).toEqual([]);
  });

  it('do not take the samples of earlier results as pairs', () => {
    const old = (one: PointResult): PointResult => ({ ...one, replicationValues: undefined });
    expect(comparisonSentences([old(sriov), old(vhost)], open)).toEqual([
      'Latency, mean: no technique is shown to be better than another.',
    ]);
    expect(comparisonNote([old(sriov), old(vhost)], open)).toContain('(Welch)');
  });
});
