/** One replication of one point: builds the machine, runs it, finds the warm-up and returns the record. Deterministic and free of side effects. */
import { boundOf } from './bounds/bound.ts';
import { buildMachine } from './build-machine.ts';
import { techniqueRefusal } from '../../shared/scenario/technique-limits.ts';
import { collectRecord, type Moment } from './collect-record.ts';
import { readGauges } from './model/gauges.ts';
import type { Machine } from './model/machine.ts';
import { QueueSamples } from './queue-samples.ts';
import type { RunRecord, SimulationTask } from './run-record.ts';
import { simulateDma } from './simulate-dma.ts';
import { runTrial } from './trial.ts';
import { SLICES, SLICES_PER_MOMENT, warmupMoments } from './warm-up.ts';
import { catalogueOf } from './costs/scenario-profiles.ts';

export function simulate(task: SimulationTask): RunRecord {
  const { scenario } = task;
  const refusal = techniqueRefusal(scenario, task.technique, catalogueOf(scenario));
  if (refusal !== null) return refusedRecord(refusal);
  if (scenario.method.kind === 'dma-benchmark') return simulateDma(task);
  return runMachine(buildMachine(task), task);
}

/** Runs a machine whose traffic has started. */
export function runMachine(machine: Machine, task: SimulationTask): RunRecord {
  const { scenario } = task;
  if (task.trial) return runTrial(machine, task.trial);
  const durationNs = scenario.method.durationMs * 1e6;
  const queues = new QueueSamples(machine);
  const moments: Moment[] = [take(machine)];
  const series: { endNs: number; delivered: number; latencySumNs: number }[] = [];
  let before = machine.ledger.totals();
  for (let slice = 1; slice <= SLICES; slice++) {
    const endNs = (durationNs * slice) / SLICES;
    queues.runUntil(endNs);
    const now = machine.ledger.totals();
    series.push({ endNs, delivered: now.delivered - before.delivered, latencySumNs: now.latencySumNs - before.latencySumNs });
    before = now;
    if (slice % SLICES_PER_MOMENT === 0 && slice <= SLICES / 2) moments.push(take(machine));
  }
  const from = moments[warmupMoments(scenario.method.warmup, durationNs, series)];
  const record = { ...collectRecord(machine, from, take(machine), series), queues: queues.record(from.snapshot.atNs) };
  return task.bound ? { ...record, bound: boundOf(task) } : record;
}

function take(machine: Machine): Moment {
  return { snapshot: machine.ledger.snapshot(machine.loop.nowNs), gauges: readGauges(machine) };
}

function refusedRecord(refusal: string): RunRecord {
  return {
    refusal,
    frequencyGhz: 0,
    windowNs: 0,
    warmupNs: 0,
    vms: [],
    flows: [],
    contexts: [],
    accounting: { inFlightStart: 0, offered: 0, delivered: 0, lost: 0, inFlightEnd: 0 },
    drops: [],
    queues: [],
    cycles: [],
    busyCycles: 0,
    cpuUtilization: 0,
    stages: [],
    exits: [],
    interrupts: [],
    copies: [],
    resources: [],
    levers: [],
    series: [],
    events: 0,
    frames: 0,
    fingerprint: '0'.repeat(16),
  };
}
