import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn } from './bare-machine.fixture.ts';
import { LeastBatchCost } from './least-batch-cost.ts';
import { segmentMerge } from './work-cost.ts';

const stack = { actor: 'guest', activity: 'stack', event: 640, unit: 1000 };

/** What a packet of 1/16 of the largest unit costs a core of 1 GHz, ns, with this cost of a merge. */
function costOfPacket(mergeCycles: number, mergesAll: boolean): number {
  const machine = bareMachine();
  machine.mergesAll = mergesAll;
  const context = contextOn(machine);
  const cost = new LeastBatchCost(machine, at(machine.cores, 0), [stack, segmentMerge('guest', mergeCycles)], 64);
  cost.charge(context, 1, 0, 3, 4096, 1, 0);
  const { counts } = machine.ledger;
  return (counts[machine.cyclesSlot('guest', 'stack')] ?? 0) + (counts[machine.cyclesSlot('guest', 'segment merge')] ?? 0);
}

describe('the least work of a packet', () => {
  it('has its part of the largest batch, and a unit of its own where it is not merged', () => {
    expect(costOfPacket(100, false)).toBe(10 + 1000);
  });

  it('is its part of the largest unit, and a merge for the rest', () => {
    expect(costOfPacket(100, true)).toBeCloseTo(10 + 1000 / 16 + (15 / 16) * 100);
  });

  it('is that of a unit where a merge is dearer', () => {
    expect(costOfPacket(3000, true)).toBeCloseTo(10 + 1000);
  });

  it('is nothing more where merging is free', () => {
    expect(costOfPacket(0, true)).toBeCloseTo(10 + 1000 / 16);
  });
});
