import { describe, expect, it } from 'vitest';
import type { FrameSize, OpenLoopTraffic } from '../../../shared/scenario/schema.ts';
import { RandomStream } from '../kernel/random-stream.ts';
import { arrivals, at, bareMachine, contextOn, ringOf, serverOf, sourceInto } from '../model/bare-machine.fixture.ts';
import { FrameSizes, meanFrameBytes } from './frame-sizes.ts';

const imix: FrameSize = { kind: 'imix' };
const empirical: FrameSize = {
  kind: 'empirical',
  sizes: [
    { frameBytes: 100, weight: 1 },
    { frameBytes: 500, weight: 3 },
  ],
};

describe('bursts of constant traffic', () => {
  it('are sent at once, at equal gaps that keep the rate', () => {
    const { timesNs } = offers({ kind: 'constant', burstPackets: 16 }, 1e6, 1e6);
    const bursts = [...new Set(timesNs)];
    const [first = Number.NaN] = bursts;
    expect(first).toBeLessThan(16_000);
    for (const [burst, timeNs] of bursts.entries()) expect(timeNs - first).toBeCloseTo(burst * 16_000, 6);
    expect(timesNs.filter((timeNs) => timeNs === first)).toHaveLength(16);
  });
});

describe('frame sizes', () => {
  it('have the mean of simple IMIX: (7 x 64 + 4 x 594 + 1518) / 12 bytes', () => {
    expect(meanFrameBytes(imix)).toBeCloseTo((7 * 64 + 4 * 594 + 1518) / 12, 9);
    expect(meanFrameBytes(empirical)).toBe(400);
    expect(meanFrameBytes({ kind: 'fixed', frameBytes: 700 })).toBe(700);
  });

  it('are drawn with the weights of their mix', () => {
    const sizes = new FrameSizes(imix, new RandomStream(1, 0, 'sizes'));
    const counts = new Map<number, number>();
    const draws = 60_000;
    for (let i = 0; i < draws; i++) {
      const bytes = sizes.next();
      counts.set(bytes, (counts.get(bytes) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((one, other) => one - other)).toEqual([64, 594, 1518]);
    for (const [bytes, share] of [
      [64, 7 / 12],
      [594, 4 / 12],
      [1518, 1 / 12],
    ] as const) {
      expect((counts.get(bytes) ?? 0) / draws).toBeCloseTo(share, 2);
    }
  });

  it('of one size take nothing from their stream', () => {
    const stream = new RandomStream(1, 0, 'sizes');
    expect(new FrameSizes({ kind: 'fixed', frameBytes: 99 }, stream).next()).toBe(99);
    expect(stream.uniform()).toBe(new RandomStream(1, 0, 'sizes').uniform());
  });
});

/** Times at which a source offers its frames, and their sizes. */
function offers(traffic: Partial<OpenLoopTraffic>, ratePps: number, untilNs: number): { timesNs: number[]; bytes: number } {
  const machine = bareMachine();
  const ring = ringOf(machine);
  serverOf(machine, contextOn(machine), () => 1e-3, { input: ring, output: arrivals(machine) });
  const source = sourceInto(machine, ring, ratePps, traffic);
  const timesNs: number[] = [];
  let bytes = 0;
  const { ledger, packets, loop } = machine;
  const offer = ledger.offer.bind(ledger);
  ledger.offer = (packet) => {
    timesNs.push(loop.nowNs);
    bytes += packets.bytes[packet];
    offer(packet);
  };
  source.start();
  loop.run(untilNs);
  return { timesNs, bytes };
}

const gapsOf = (timesNs: readonly number[]) => timesNs.slice(1).map((timeNs, i) => timeNs - at(timesNs, i));
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('constant traffic', () => {
  it('has equal gaps after a random phase', () => {
    const { timesNs } = offers({ kind: 'constant' }, 1e6, 1e6);
    for (const gapNs of gapsOf(timesNs)) expect(gapNs).toBeCloseTo(1000, 6);
    expect(at(timesNs, 0)).toBeGreaterThan(0);
    expect(at(timesNs, 0)).toBeLessThan(1000);
  });
});

describe('Poisson traffic', () => {
  it('has exponential gaps: mean and standard deviation are the same', () => {
    const gaps = gapsOf(offers({ kind: 'poisson' }, 1e6, 4e7).timesNs);
    const mean = meanOf(gaps);
    expect(mean / 1000).toBeCloseTo(1, 1);
    expect(Math.sqrt(meanOf(gaps.map((gapNs) => (gapNs - mean) ** 2))) / mean).toBeCloseTo(1, 1);
  });

  it('carries the mean size of its mix', () => {
    const { timesNs, bytes } = offers({ kind: 'poisson', size: imix }, 1e6, 2e7);
    expect(bytes / timesNs.length / meanFrameBytes(imix)).toBeCloseTo(1, 1);
  });
});

describe('on-off traffic', () => {
  const traffic = { kind: 'on-off' as const, onUs: 50, offUs: 150 };

  it('has the given rate on average, whatever its bursts', () => {
    const untilNs = 4e8;
    expect((offers(traffic, 1e5, untilNs).timesNs.length / untilNs) * 1e4).toBeCloseTo(1, 1);
    expect((offers({ ...traffic, offUs: 0 }, 1e5, untilNs).timesNs.length / untilNs) * 1e4).toBeCloseTo(1, 1);
  });

  it('sends at a constant, higher rate within a burst, and pauses as long as told on average', () => {
    const gaps = gapsOf(offers(traffic, 1e6, 2e7).timesNs);
    // On a quarter of the time, so that the gap within a burst is a quarter of the mean gap.
    const within = gaps.filter((gapNs) => gapNs < 250 + 1e-6);
    expect(within.length / gaps.length).toBeGreaterThan(0.98);
    expect(Math.min(...within)).toBeCloseTo(250, 6);
    const pauses = gaps.filter((gapNs) => gapNs > 250 + 1e-6);
    expect(meanOf(pauses) / 150_000).toBeCloseTo(1, 0);
  });

  it('waits in pauses and bursts so short that several fit between two frames', () => {
    const { timesNs } = offers({ kind: 'on-off', onUs: 1, offUs: 3 }, 1e5, 1e8);
    expect(timesNs.length / 1e4).toBeCloseTo(1, 1);
  });
});
