/** Runs a trial of a benchmark method on a machine whose traffic has started: the time of sending, then the wait for what is still under way. */
import { collectRecord, type Moment } from './collect-record.ts';
import { readGauges } from './model/gauges.ts';
import { VmCount } from './model/ledger.ts';
import type { Machine } from './model/machine.ts';
import type { RunRecord, TrialFlowRecord, TrialSchedule } from './run-record.ts';
import { SLICES } from './warm-up.ts';

const QUARTERS = 4;
/** The wait ends early when nothing is under way; it is looked so often. */
const LOOKS_WHILE_SETTLING = 1000;

/** The record's window and series are of the time of sending and the wait together: counts are of the whole trial. */
export function runTrial(machine: Machine, { steps, settleMs }: TrialSchedule): RunRecord {
  const { loop, ledger } = machine;
  const sendingNs = steps.reduce((sum, { durationMs }) => sum + durationMs * 1e6, 0);
  const begin = take(machine);
  ledger.tagFromNs = sendingNs / 2;
  const atQuarters = [ledger.counts.slice()];
  const series: { endNs: number; delivered: number; latencySumNs: number }[] = [];
  let before = ledger.totals();
  for (let slice = 1; slice <= SLICES; slice++) {
    loop.run((sendingNs * slice) / SLICES);
    const now = ledger.totals();
    series.push({ endNs: loop.nowNs, delivered: now.delivered - before.delivered, latencySumNs: now.latencySumNs - before.latencySumNs });
    before = now;
    if (slice % (SLICES / QUARTERS) === 0) atQuarters.push(ledger.counts.slice());
  }
  const flows = flowsAtStop(machine, atQuarters);
  for (let look = 1; look <= LOOKS_WHILE_SETTLING && ledger.inFlight > 0; look++) {
    loop.run(sendingNs + (settleMs * 1e6 * look) / LOOKS_WHILE_SETTLING);
  }
  return {
    ...collectRecord(machine, begin, take(machine), series),
    trial: {
      sendingNs,
      settledNs: loop.nowNs - sendingNs,
      taggedLatencyNs: ledger.taggedLatencyNs < 0 ? null : ledger.taggedLatencyNs,
      lastLossNs: ledger.lastLossNs < 0 ? null : ledger.lastLossNs,
      flows,
    },
  };
}

function flowsAtStop({ ledger }: Machine, atQuarters: readonly Float64Array[]): TrialFlowRecord[] {
  return ledger.accounts.map(({ vm, flow, at }) => {
    const countAt = (quarter: number, count: number): number => atQuarters[quarter][at + count];
    const [delivered, lost] = [countAt(QUARTERS, VmCount.delivered), countAt(QUARTERS, VmCount.lost)];
    return {
      vm,
      flow,
      quarters: Array.from({ length: QUARTERS }, (_, quarter) => ({
        latencyCount: countAt(quarter + 1, VmCount.latencyCount) - countAt(quarter, VmCount.latencyCount),
        latencySumNs: countAt(quarter + 1, VmCount.latencySumNs) - countAt(quarter, VmCount.latencySumNs),
      })),
      inFlightAtStop: countAt(QUARTERS, VmCount.offered) - delivered - lost,
    };
  });
}

function take(machine: Machine): Moment {
  return { snapshot: machine.ledger.snapshot(machine.loop.nowNs), gauges: readGauges(machine) };
}
