import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/kernel/random-stream.ts';
import type { RunRecord } from '../engine/run-record.ts';
import { loadedBeyondCapacity, overloadCauses } from './stability.ts';

/** A record of two hundred slices with the mean latency of each, and of a thousand frames with so many lost. */
function record(latencyNs: (slice: number) => number, lost = 0): RunRecord {
  const series = Array.from({ length: 200 }, (_, slice) => ({ endNs: slice, delivered: 10, latencySumNs: 10 * latencyNs(slice) }));
  const accounting = { inFlightStart: 0, offered: 1000, delivered: 1000 - lost, lost, inFlightEnd: 0 };
  // Only these parts are looked at.
  return { series, accounting } as unknown as RunRecord;
}

const MS = 1e6;
const steady = () => record(() => MS);

describe('overload', () => {
  it('is the loss of all frames together: one unlucky replication of many does not make it', () => {
    expect(overloadCauses([steady(), steady(), record(() => MS, 2)])).toEqual([]);
    expect(overloadCauses([record(() => MS, 2), record(() => MS, 2)])).toEqual(['loss']);
    expect(loadedBeyondCapacity(record(() => MS, 2))).toBe(true);
  });

  it('is a latency that grows in every replication, though by less than a quarter', () => {
    // From the third to the last quarter by 13 %.
    const growing = record((slice) => MS * (1 + slice / 200));
    expect(loadedBeyondCapacity(growing)).toBe(false);
    expect(overloadCauses([growing, growing, growing])).toEqual(['growing-latency']);
  });

  it('is not the end of a warm-up: what has been level since the middle does not grow', () => {
    const settled = record((slice) => MS * Math.min(1, slice / 100));
    expect(overloadCauses([settled, settled, settled])).toEqual([]);
  });

  it('is a growth of most replications, where one of them does not show it', () => {
    const growing = [0.9, 1, 1.1, 1].map((pace) => record((slice) => (MS * pace * (slice + 10)) / 100));
    expect(overloadCauses([...growing, steady()])).toEqual(['growing-latency']);
  });

  it('is no growth of a nearly empty system', () => {
    const noise = record((slice) => 1000 * (1 + slice / 20));
    expect(overloadCauses([noise, noise, noise])).toEqual([]);
  });

  it('is hardly ever found in a stable queue that varies, however many replications look for it', () => {
    const stream = new RandomStream(1, 0, 'stability');
    // Quarters that vary by a third of their mean: now and then one grows by far more than a quarter.
    const vary = (): RunRecord => {
      const quarters = Array.from({ length: 4 }, () => MS * (0.5 + stream.uniform()));
      return record((slice) => quarters[Math.floor(slice / 50)] ?? 0);
    };
    const cases = 300;
    const points = Array.from({ length: cases }, () => Array.from({ length: 20 }, vary));
    const singly = points.filter((records) => records.some(loadedBeyondCapacity)).length;
    expect(singly / cases).toBeGreaterThan(0.95);
    const found = points.filter((records) => overloadCauses(records).length > 0).length;
    expect(found / cases).toBeLessThan(0.03);
  });
});
