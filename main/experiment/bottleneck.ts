/**
 * The bottleneck of a point, found by experiment: the busiest resources are made 10 % faster, one at a time, and the gain is measured on the same
 * packets (common random numbers).
 */
import type { PointResult } from '../../shared/result/schema.ts';
import type { RunRecord } from '../engine/run-record.ts';
import { agreement } from './agreement.ts';
import { loadedBeyondCapacity } from './stability.ts';

/** Times of the resource that is tried are multiplied by this. */
export const PERTURBATION = 0.9;
/** Resources tried, busiest first. */
export const LEVERS_TRIED = 3;
const LEAST_UTILIZATION = 0.2;
const NEARLY_SATURATED = 0.97;
/** A resource 10 % faster confirms the bottleneck when it gains at least this much, percent. */
const CONFIRMING_GAIN = 3;

type Bottleneck = PointResult['bottleneck'];

export interface BottleneckSearch {
  /** The point's first replication. */
  readonly base: RunRecord;
  /** Whether traffic waits for its answers: it offers what the system carries, so that throughput itself shows the bottleneck. */
  readonly closedLoop: boolean;
  /** Runs the first replication again with a lever made faster. */
  readonly perturbed: (lever: string) => Promise<RunRecord>;
}

export async function findBottleneck({ base, closedLoop, perturbed }: BottleneckSearch): Promise<Bottleneck> {
  const candidates = [...base.levers]
    .filter(({ utilization }) => utilization >= LEAST_UTILIZATION)
    .sort((one, other) => other.utilization - one.utilization)
    .slice(0, LEVERS_TRIED);
  const measure = closedLoop || loadedBeyondCapacity(base) ? 'throughput' : 'latency';
  const knobs: Bottleneck['knobs'] = [];
  for (const { lever, title, advice } of candidates) {
    knobs.push({ resource: title, advice, measure, gainPercent: gainOf(base, await perturbed(lever), measure) });
  }
  knobs.sort((one, other) => other.gainPercent - one.gainPercent);
  const busiest = candidates[0];
  const best = knobs[0];
  if (!busiest || !best) return { resource: null, sentence: 'Nothing is busy: every resource is below 20 %.', confirmed: false, knobs };
  if (measure === 'latency') {
    return {
      resource: null,
      sentence:
        busiest.utilization < NEARLY_SATURATED
          ? `Nothing is saturated: the offered load is delivered. The busiest resource: ${busiest.title}, ${percent(busiest.utilization)}.`
          : `The offered load is delivered, and little is left: ${busiest.title}, ${percent(busiest.utilization)} busy.`,
      confirmed: false,
      knobs,
    };
  }
  const confirmed = best.gainPercent >= CONFIRMING_GAIN;
  const own = candidates.find(({ title }) => title === best.resource) ?? busiest;
  const agreed = agreement({
    byUtilization: candidates,
    confirmed: confirmed ? own.lever : null,
    bound: base.bound ?? null,
    deliveredPps: deliveredPps(base),
  });
  const sentence = confirmed
    ? `The bottleneck: ${best.resource}, ${percent(own.utilization)} busy. 10 % faster, the point delivers ${best.gainPercent.toFixed(1)} % more.${agreed}`
    : `The busiest resource: ${busiest.title}, ${percent(busiest.utilization)}. No single resource made 10 % faster delivers much more.`;
  return { resource: confirmed ? best.resource : busiest.title, sentence, confirmed, knobs };
}

function gainOf(base: RunRecord, faster: RunRecord, measure: 'throughput' | 'latency'): number {
  if (measure === 'throughput') {
    return deliveredPps(base) > 0 ? 100 * (deliveredPps(faster) / deliveredPps(base) - 1) : 0;
  }
  const latencyNs = (record: RunRecord) => {
    const count = record.vms.reduce((sum, vm) => sum + vm.latencyCount, 0);
    return count > 0 ? record.vms.reduce((sum, vm) => sum + vm.latencySumNs, 0) / count : 0;
  };
  return latencyNs(base) > 0 ? 100 * (1 - latencyNs(faster) / latencyNs(base)) : 0;
}

function deliveredPps({ vms, windowNs }: RunRecord): number {
  return (vms.reduce((sum, vm) => sum + vm.deliveredFrames, 0) / windowNs) * 1e9;
}

function percent(utilization: number): string {
  return `${Math.round(utilization * 100)} %`;
}
