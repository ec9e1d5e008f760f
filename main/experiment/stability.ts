/** Whether a point is of an overloaded system, whose figures depend on how long it ran. */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { OverloadCause } from '../../shared/result/schema.ts';
import { halfWidthOf, meanOf } from '../../shared/statistics/confidence.ts';
import type { RunRecord } from '../engine/run-record.ts';

/** Loss above which the offered load is more than the system carries. */
const LOSS_LIMIT = 0.001;
/** Growth of the mean latency from the third to the last quarter of a single run that a queue without bound shows. */
const GROWTH_LIMIT = 1.25;
/**
 * The same of several runs together, as the growth of the mean, in parts of the mean of both: from the second to the last quarter, where a queue that grows
 * shows most, and from the third to the last, where one that has only just come into its steady state shows none.
 */
const GROWTH_FROM_SECOND = 0.25;
const GROWTH_FROM_THIRD = 0.05;
/** Confidence of the one-sided test that latency grows. */
const GROWTH_CONFIDENCE = 0.95;
/** Fewest replications that are tested together. */
const TESTED_TOGETHER = 3;
/** Latency, ns, below which growth is noise of a nearly empty system. */
const NOISE_NS = 100_000;

/** Of a single run. */
export function loadedBeyondCapacity(record: RunRecord): boolean {
  return lossRatio([record]) > LOSS_LIMIT || growsAlone(record);
}

/**
 * Of the replications of a point together. Asking whether any single one shows it would call every point overloaded that has enough replications, and ask
 * a slowly growing queue to grow by a quarter in each: the loss is that of all frames, and growth is tested by Student's t over the replications, which
 * are independent, as the slices of a run are not.
 */
export function overloadCauses(records: readonly RunRecord[]): OverloadCause[] {
  const causes: OverloadCause[] = [];
  if (lossRatio(records) > LOSS_LIMIT) causes.push('loss');
  if (growsTogether(records)) causes.push('growing-latency');
  return causes;
}

function growsTogether(records: readonly RunRecord[]): boolean {
  if (records.length < TESTED_TOGETHER) return records.some(growsAlone);
  const quarters = records.map(quartersOf);
  if (meanOf(quarters.map(({ last }) => last)) <= NOISE_NS) return false;
  const fromSecond = quarters.map(({ second, last }) => relativeGrowth(second, last));
  const fromThird = quarters.map(({ third, last }) => relativeGrowth(third, last));
  return meanOf(fromThird) > GROWTH_FROM_THIRD && meanOf(fromSecond) > Math.max(GROWTH_FROM_SECOND, oneSided(fromSecond));
}

/** In parts of the mean of both, so that growth and shrinking weigh the same. */
function relativeGrowth(from: number, to: number): number {
  return from + to > 0 ? (to - from) / ((from + to) / 2) : 0;
}

/** How far above 0 the mean of values is by chance, whose true mean is 0. */
function oneSided(values: readonly number[]): number {
  const freedom = values.length - 1;
  const standardError = halfWidthOf(values, 0.95) / studentQuantile(0.975, freedom);
  return studentQuantile(GROWTH_CONFIDENCE, freedom) * standardError;
}

function growsAlone(record: RunRecord): boolean {
  const { third, last } = quartersOf(record);
  return last > NOISE_NS && last > GROWTH_LIMIT * third;
}

function lossRatio(records: readonly RunRecord[]): number {
  const offered = records.reduce((sum, { accounting }) => sum + accounting.offered, 0);
  const lost = records.reduce((sum, { accounting }) => sum + accounting.lost, 0);
  return offered > 0 ? lost / offered : 0;
}

/** Mean latency in the second, third and last quarter of the run, ns. */
function quartersOf({ series }: RunRecord): { readonly second: number; readonly third: number; readonly last: number } {
  const quarter = Math.floor(series.length / 4);
  return {
    second: meanLatencyNs(series.slice(quarter, 2 * quarter)),
    third: meanLatencyNs(series.slice(2 * quarter, 3 * quarter)),
    last: meanLatencyNs(series.slice(3 * quarter)),
  };
}

function meanLatencyNs(slices: RunRecord['series']): number {
  const delivered = slices.reduce((sum, slice) => sum + slice.delivered, 0);
  return delivered > 0 ? slices.reduce((sum, slice) => sum + slice.latencySumNs, 0) / delivered : 0;
}
