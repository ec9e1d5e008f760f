import { expect, it } from 'vitest';
import { gatheredPieces, type PacketTrace, type TraceStep } from '../../../shared/result/packet-trace.ts';
import { stepBars, stepTitle, traceSentence } from './trace-view.ts';

function step(stage: string, fromNs: number, toNs: number): TraceStep {
  return { stage, kind: 'wait', part: 'wire', where: '', context: '', core: null, fromNs, toNs, pieces: [], cycles: [] };
}
const trace: PacketTrace = {
  technique: 'sriov',
  replication: 0,
  packet: { source: 0, number: 3 },
  vm: 'vm-1',
  bytes: 1518,
  frames: 1,
  outcome: 'delivered',
  createdNs: 1000,
  latencyNs: 4000,
  quantile: 0.5,
  steps: [step('wire', 1000, 2000), step('guest work', 2000, 5000)],
};

it('draws steps one behind the other on a common axis', () => {
  expect(stepBars(trace, 8000, 100).map(({ x, width }) => [x, width])).toEqual([
    [0, 12.5],
    [12.5, 37.5],
  ]);
  expect(stepBars({ ...trace, steps: [] }, 0, 100)).toEqual([]);
});

it('says what the packet is and what a step takes', () => {
  expect(traceSentence(trace)).toBe('sriov, vm-1: a packet of 1,518 bytes, delivered after 4 µs; 50.0 % of the packets were no slower.');
  expect(stepTitle(step('guest work', 2000, 5000), 1000)).toBe('guest work: 3 µs, from 1 µs on');
});

it('gathers reasons that come many times, and keeps their sum', () => {
  const pieces = Array.from({ length: 30 }, (_, number) => ({
    reason: number % 2 === 0 ? 'core 0 runs another' : `reason ${number}`,
    ns: 10,
  }));
  const gathered = gatheredPieces(pieces);
  expect(gathered[0]).toEqual({ reason: 'core 0 runs another (15 times)', ns: 150 });
  expect(gathered).toHaveLength(8);
  expect(gathered.reduce((sum, { ns }) => sum + ns, 0)).toBe(300);
  expect(gatheredPieces(pieces.slice(0, 3))).toEqual(pieces.slice(0, 3));
});
