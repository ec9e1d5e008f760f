/** What must hold for every run, whatever is simulated: the accounts close, and nothing is negative, unknown or busier than possible. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { techniqueNames } from '../../shared/catalogue/techniques.ts';
import type { Machine } from './model/machine.ts';
import type { RunRecord, SimulationTask } from './run-record.ts';
import { anyTask, DURATION_MS } from './scenario.fixture.ts';
import { buildMachine } from './build-machine.ts';
import { simulate } from './simulate.ts';

const RUNS_FOR_EACH_TECHNIQUE = 40;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Relative difference, for sums of doubles in different orders. */
function expectSame(one: number, other: number): void {
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(one), Math.abs(other)));
}

/** Every number of the record, with its path. */
function numbersOf(value: unknown, path = ''): [path: string, value: number][] {
  if (typeof value === 'number') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

function expectFramesConserved({ accounting, vms, drops }: RunRecord, warmup: SimulationTask['scenario']['method']['warmup']): void {
  expect(accounting.inFlightStart + accounting.offered).toBe(accounting.delivered + accounting.lost + accounting.inFlightEnd);
  for (const vm of vms) expect(vm.lostFrames).toBeGreaterThanOrEqual(0);
  expect(sum(drops.map(({ frames }) => frames))).toBe(sum(vms.map(({ lostFrames }) => lostFrames)));
  if (warmup !== 0) return;
  // The window is the whole run: what a VM was offered and is neither delivered nor lost is under way, and that of all VMs together is counted.
  const underWay = vms.map((vm) => vm.offeredFrames - vm.deliveredFrames - vm.lostFrames);
  for (const frames of underWay) expect(frames).toBeGreaterThanOrEqual(0);
  expect(sum(underWay)).toBe(accounting.inFlightEnd);
}

function expectTimeConserved({ vms, stages, cycles, busyCycles, windowNs, frequencyGhz, resources, cpuUtilization }: RunRecord): void {
  expectSame(sum(cycles.map((entry) => entry.cycles)), busyCycles);
  expectSame(sum(stages.map(({ sumNs }) => sumNs)), sum(vms.map(({ latencySumNs }) => latencySumNs)));
  expect(cpuUtilization).toBeLessThanOrEqual(1);
  for (const { utilization } of resources) expect(utilization).toBeLessThanOrEqual(1);
  // The work of a guest's vCPUs is part of the cores' work.
  expect(sum(vms.map((vm) => vm.cycles))).toBeLessThanOrEqual(busyCycles * (1 + 1e-9));
  expect(windowNs * frequencyGhz).toBeGreaterThan(0);
}

function expectLatenciesCounted({ vms }: RunRecord): void {
  for (const vm of vms) {
    expect(sum(vm.latencyCounts)).toBe(vm.latencyCount);
    expect(vm.latencyCount).toBeLessThanOrEqual(vm.deliveredFrames);
    expect(vm.latencyBuckets).toEqual([...vm.latencyBuckets].sort((one, other) => one - other));
  }
}

/** What is kept by flow, by place of loss and by context adds up to what is kept by VM and in all. */
function expectPartsToSum({ vms, flows, contexts, cycles, accounting }: RunRecord): void {
  for (const [number, vm] of vms.entries()) {
    const own = flows.filter((flow) => flow.vm === number);
    for (const count of ['offeredFrames', 'deliveredFrames', 'deliveredBytes', 'lostFrames', 'latencyCount'] as const)
      expect(sum(own.map((flow) => flow[count]))).toBe(vm[count]);
    expectSame(sum(own.map((flow) => flow.latencySumNs)), vm.latencySumNs);
    expect(sum(vm.drops.map(({ frames }) => frames))).toBe(vm.lostFrames);
  }
  for (const flow of flows) expect(sum(flow.latencyCounts)).toBe(flow.latencyCount);
  const underWay = flows.map((flow) => flow.accounting.offered - flow.accounting.delivered - flow.accounting.lost);
  for (const frames of underWay) expect(frames).toBeGreaterThanOrEqual(0);
  expect(sum(underWay)).toBe(accounting.inFlightEnd);
  for (const { actor, activity, cycles: total } of cycles) {
    const own = contexts.flatMap((context) => context.cycles.filter((entry) => entry.actor === actor && entry.activity === activity));
    expectSame(sum(own.map((entry) => entry.cycles)), total);
  }
}

/** Charged time that is yet to pass: the rest of the turn under way, and work owed before the next one. */
function chargedAheadNs(machine: Machine, number: number): number {
  const core = machine.cores[number];
  const owed = machine.contexts.filter((context) => context.core === core).map(({ owedNs }) => owedNs);
  const turnEndsNs = machine.loop.timeOf(core);
  return sum(owed) + (Number.isFinite(turnEndsNs) ? turnEndsNs - machine.loop.nowNs : 0);
}

describe.each(techniqueNames)('every run of %s', (technique) => {
  it('closes its accounts of frames, cycles, stages and latencies, in all and by flow, place and context, with finite numbers that are not negative', () => {
    fc.assert(
      fc.property(anyTask(technique), (task) => {
        const record = simulate(task);
        fc.pre(record.refusal === null);
        for (const [path, value] of numbersOf(record)) expect(value >= 0 && Number.isFinite(value), `${path} is ${value}`).toBe(true);
        expectFramesConserved(record, task.scenario.method.warmup);
        expectTimeConserved(record);
        expectLatenciesCounted(record);
        expectPartsToSum(record);
      }),
      { seed: 1, numRuns: RUNS_FOR_EACH_TECHNIQUE },
    );
  });

  it('keeps no core busy for longer than time has passed, and no packet that no account knows', () => {
    fc.assert(
      fc.property(anyTask(technique), (task) => {
        fc.pre(simulate(task).refusal === null);
        const machine = buildMachine(task);
        for (const step of [0.3, 0.7, 1]) {
          const nowNs = step * DURATION_MS * 1e6;
          machine.loop.run(nowNs);
          for (const { busySlot, number } of machine.cores) {
            expect(machine.ledger.counts[busySlot] - chargedAheadNs(machine, number)).toBeLessThanOrEqual(nowNs * (1 + 1e-9));
          }
          // A packet in use is one of the frames under way, or carries no frames (acknowledgements).
          const kinds = task.scenario.flows.map(({ traffic }) => traffic.kind);
          if (!kinds.includes('tcp-stream') && !kinds.includes('request-response'))
            expect(machine.packets.live).toBe(machine.ledger.inFlight);
        }
      }),
      { seed: 2, numRuns: RUNS_FOR_EACH_TECHNIQUE },
    );
  });
});

describe('any task', () => {
  it('gives the same record, bit for bit, when it is run again', () => {
    fc.assert(
      fc.property(anyTask(), (task) => {
        expect(simulate(task)).toEqual(simulate(structuredClone(task)));
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('gives other numbers for another seed or replication, when its traffic is random', () => {
    fc.assert(
      fc.property(
        anyTask().filter(({ scenario }) => scenario.flows.some(({ traffic }) => traffic.kind === 'poisson' && traffic.load >= 1e6)),
        (task) => {
          const record = simulate(task);
          fc.pre(record.refusal === null);
          const { method } = task.scenario;
          const otherSeed = { ...task, scenario: { ...task.scenario, method: { ...method, seed: method.seed + 1 } } };
          const fingerprints = [record, simulate({ ...task, replication: 1 }), simulate(otherSeed)].map(({ fingerprint }) => fingerprint);
          expect(new Set(fingerprints).size).toBe(3);
        },
      ),
      { seed: 4, numRuns: 20 },
    );
  });
});
