import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn } from './bare-machine.fixture.ts';
import { LeastBatchCost } from './least-batch-cost.ts';
import { segmentMerge } from './work-cost.ts';

const stack = { actor: 'guest', activity: 'stack', event: 640, unit: 1000 };

/** What a packet of 1/16 of the largest unit costs a core of 1 GHz in each service of its way that merges at this cost, ns. */
function costsOfPacket(mergeCycles: number, merging: 'none' | 'ahead', services = 1): number[] {
  const machine = bareMachine();
  machine.merging = merging;
  const context = contextOn(machine);
  const cost = new LeastBatchCost(machine, at(machine.cores, 0), [stack, segmentMerge('guest', mergeCycles)], 64);
  const { counts } = machine.ledger;
  const spentNs = () => (counts[machine.cyclesSlot('guest', 'stack')] ?? 0) + (counts[machine.cyclesSlot('guest', 'segment merge')] ?? 0);
  return Array.from({ length: services }, () => {
    const beforeNs = spentNs();
    cost.charge(context, 1, 0, 3, 4096, 1, 0);
    return spentNs() - beforeNs;
  });
}

describe('the least work of a packet', () => {
  it('has its part of the largest batch, and a unit of its own where it is not merged', () => {
    expect(costsOfPacket(100, 'none')).toEqual([10 + 1000]);
  });

  it('is its part of the largest unit, and a merge for the rest', () => {
    expect(costsOfPacket(100, 'ahead')[0]).toBeCloseTo(10 + 1000 / 16 + (15 / 16) * 100);
  });

  it('has no merge behind the first service that merges', () => {
    const [first, second] = costsOfPacket(100, 'ahead', 2);
    expect(first).toBeCloseTo(10 + 1000 / 16 + (15 / 16) * 100);
    expect(second).toBeCloseTo(10 + 1000 / 16);
  });

  it('is that of a unit where a merge is dearer', () => {
    expect(costsOfPacket(3000, 'ahead')[0]).toBeCloseTo(10 + 1000);
  });

  it('is nothing more where merging is free', () => {
    expect(costsOfPacket(0, 'ahead')[0]).toBeCloseTo(10 + 1000 / 16);
  });
});
