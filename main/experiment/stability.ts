/** Whether a run is of an overloaded system, whose figures depend on how long it ran. */
import type { RunRecord } from '../engine/run-record.ts';

/** Loss above which the offered load is more than the system carries. */
const LOSS_LIMIT = 0.001;
/** Growth of the mean latency from the third to the last quarter of the run that a queue without bound shows. */
const GROWTH_LIMIT = 1.25;
/** Latency, ns, below which growth is noise of a nearly empty system. */
const NOISE_NS = 100_000;

export function loadedBeyondCapacity(record: RunRecord): boolean {
  const { offered, lost } = record.accounting;
  if (offered > 0 && lost / offered > LOSS_LIMIT) return true;
  const quarter = Math.floor(record.series.length / 4);
  const third = meanLatencyNs(record.series.slice(2 * quarter, 3 * quarter));
  const last = meanLatencyNs(record.series.slice(3 * quarter));
  return last > NOISE_NS && last > GROWTH_LIMIT * third;
}

function meanLatencyNs(slices: RunRecord['series']): number {
  const delivered = slices.reduce((sum, slice) => sum + slice.delivered, 0);
  return delivered > 0 ? slices.reduce((sum, slice) => sum + slice.latencySumNs, 0) / delivered : 0;
}
