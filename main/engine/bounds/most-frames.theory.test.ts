/** The linear programme against bounds of operational analysis that can be written down. */
import { describe, expect, it } from 'vitest';
import { mostFrames } from './most-frames.ts';
import type { DemandClass, Demands } from './trace-demands.ts';

function demands(classes: readonly Partial<DemandClass>[]): Demands {
  const count = classes[0]?.demandsNs?.length ?? 0;
  return {
    resources: Array.from({ length: count }, (_, number) => ({
      name: `core ${number}`,
      kind: 'core',
      lever: `lever ${number}`,
      title: `lever ${number}`,
    })),
    classes: classes.map((one) => ({ flow: 0, vm: 0, mostPps: 1e12, closedLoop: false, latencyNs: 0, demandsNs: [], ...one })),
  };
}

describe('the most frames', () => {
  it('are one over the largest demand, for one class (bottleneck law)', () => {
    expect(mostFrames(demands([{ demandsNs: [400, 1000, 250] }])).totalPps).toBeCloseTo(1e6, 0);
  });

  it('are no more than what is asked for', () => {
    expect(mostFrames(demands([{ demandsNs: [400], mostPps: 12_345 }])).totalPps).toBeCloseTo(12_345, 3);
  });

  it.each([1, 2, 3, 4, 8])('are min(1 / Dmax, N / (D + Z)) for a closed loop of %d requests (asymptotic bounds)', (requests) => {
    const [demandsNs, thinkNs] = [[10_000, 20_000, 5000], 30_000];
    const loopPps = (requests * 1e9) / (35_000 + thinkNs);
    expect(mostFrames(demands([{ demandsNs, mostPps: loopPps }])).totalPps).toBeCloseTo(Math.min(50_000, loopPps), 1);
  });

  it('add up where each class has a resource of its own, and share one where they have not', () => {
    const own = demands([{ demandsNs: [1000, 0] }, { demandsNs: [0, 500] }]);
    expect(mostFrames(own).totalPps).toBeCloseTo(3e6, 0);
    const shared = demands([
      { demandsNs: [1000], mostPps: 4e5 },
      { demandsNs: [500], mostPps: 8e5 },
    ]);
    // The cheap class in whole, and what 60 % of the core carry of the other.
    expect(mostFrames(shared).byClass.map(Math.round)).toEqual([4e5, 8e5]);
    const crowded = demands([
      { demandsNs: [1000], mostPps: 4e6 },
      { demandsNs: [500], mostPps: 8e5 },
    ]);
    expect(mostFrames(crowded).byClass.map(Math.round)).toEqual([6e5, 8e5]);
  });

  it('rise with the capacity of what sets them, and with nothing else', () => {
    const one = demands([{ demandsNs: [400, 1000] }]);
    expect(mostFrames(one, (resource) => (resource === 1 ? 1.1 : 1)).totalPps).toBeCloseTo(1.1e6, 0);
    expect(mostFrames(one, (resource) => (resource === 0 ? 1.1 : 1)).totalPps).toBeCloseTo(1e6, 0);
  });

  it('are none without traffic', () => {
    expect(mostFrames({ resources: [], classes: [] })).toEqual({ totalPps: 0, byClass: [] });
  });
});
