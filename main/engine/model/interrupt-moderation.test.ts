import { describe, expect, it } from 'vitest';
import { InterruptModeration } from './interrupt-moderation.ts';

/** Interval after many interrupts, each with so many received and sent bytes, ns. */
function settledNs(receivedBytes: number, sentBytes: number): number {
  const moderation = new InterruptModeration('adaptive', 0);
  for (let interrupt = 0; interrupt < 2000; interrupt++) {
    moderation.received(receivedBytes);
    moderation.sent(sentBytes);
    moderation.interrupt();
  }
  return moderation.intervalNs;
}

describe('interrupt moderation', () => {
  it('keeps no interval when it is off and the given one when it is fixed', () => {
    const off = new InterruptModeration('off', 30_000);
    const fixed = new InterruptModeration('fixed', 30_000);
    for (const moderation of [off, fixed]) {
      moderation.received(1e6);
      moderation.interrupt();
    }
    expect(off.intervalNs).toBe(0);
    expect(fixed.intervalNs).toBe(30_000);
  });

  it('settles near 100,000 interrupts/s with little traffic', () => {
    expect(settledNs(60, 0)).toBeCloseTo(10_000, -2);
  });

  it('settles near 12,000 interrupts/s when much is received, or much is sent', () => {
    expect(settledNs(50_000, 0)).toBeCloseTo(84_000, -2);
    expect(settledNs(60, 50_000)).toBeCloseTo(84_000, -2);
  });

  it('approaches a new interval gradually, class by class', () => {
    const moderation = new InterruptModeration('adaptive', 0);
    const intervals = Array.from({ length: 4 }, () => {
      moderation.received(50_000);
      moderation.interrupt();
      return moderation.intervalNs;
    });
    expect(intervals[0]).toBe(50_000);
    expect(intervals[1]).toBeGreaterThan(50_000);
    expect(intervals[1]).toBeLessThan(60_000);
    expect(intervals[3]).toBeGreaterThan(intervals[1] ?? Infinity);
  });

  it('leaves a class alone in which nothing moved', () => {
    const moderation = new InterruptModeration('adaptive', 0);
    for (let interrupt = 0; interrupt < 400; interrupt++) {
      moderation.received(50_000);
      moderation.interrupt();
    }
    const before = moderation.intervalNs;
    for (let interrupt = 0; interrupt < 50; interrupt++) moderation.interrupt();
    expect(moderation.intervalNs).toBeCloseTo(before, -2);
  });
});
