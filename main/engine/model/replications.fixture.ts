/** For tests against theory: confidence intervals over independent replications. */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';
import { stages } from './stage.ts';

export interface Interval {
  readonly mean: number;
  /** Half-width of the 99 % interval. */
  readonly halfWidth: number;
}

/** Student's t interval at 99 %. */
export function intervalOf(values: readonly number[]): Interval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, halfWidth: studentQuantile(0.995, count - 1) * Math.sqrt(variance / count) };
}

/** Figures of a run after its warm-up. */
export interface Observation {
  /** Mean latency and mean time in each stage, ns. */
  readonly latencyNs: number;
  readonly stageNs: readonly number[];
  /** Time average of the packets in the system, sampled on its own, not from the latencies. */
  readonly inSystem: number;
  /** Busy share of each core. */
  readonly utilization: readonly number[];
  /** Packets delivered and offered per ns, and the share lost of those offered. */
  readonly delivered: number;
  readonly offered: number;
  readonly lossRatio: number;
}

const SAMPLES = 4000;

/** Runs a started machine for `warmupNs` and then for `durationNs`, and observes the latter. */
export function observe(machine: Machine, warmupNs: number, durationNs: number): Observation {
  const { loop, ledger } = machine;
  loop.run(warmupNs);
  const from = ledger.snapshot(loop.nowNs);
  let inSystem = 0;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    loop.run(warmupNs + (durationNs * (sample - 0.5)) / SAMPLES);
    inSystem += ledger.inFlight / SAMPLES;
  }
  loop.run(warmupNs + durationNs);
  const to = ledger.snapshot(loop.nowNs);
  const total = (count: number) =>
    machine.vms.reduce(
      (sum, { index }) => sum + ledger.vmCountOf(to.counts, index, count) - ledger.vmCountOf(from.counts, index, count),
      0,
    );
  const count = total(VmCount.latencyCount);
  return {
    latencyNs: total(VmCount.latencySumNs) / count,
    stageNs: stages.map((_, stage) => (ledger.stageSumOf(to.counts, stage) - ledger.stageSumOf(from.counts, stage)) / count),
    inSystem,
    utilization: machine.cores.map((core) => (to.counts[core.busySlot] - from.counts[core.busySlot]) / durationNs),
    delivered: total(VmCount.delivered) / durationNs,
    offered: total(VmCount.offered) / durationNs,
    lossRatio: total(VmCount.lost) / total(VmCount.offered),
  };
}

/** One observation for each replication. */
export function replicate(replications: number, observeOne: (replication: number) => Observation): Observation[] {
  return Array.from({ length: replications }, (_, replication) => observeOne(replication));
}
