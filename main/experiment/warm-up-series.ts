/** The run's series as a Welch plot needs it (P. D. Welch, 1983): slice by slice, averaged over the replications. */
import type { Warmup } from '../../shared/result/schema.ts';
import { meanOf } from '../../shared/statistics/confidence.ts';
import type { RunRecord } from '../engine/run-record.ts';

const DIGITS = 4;

/** Undefined where nothing was measured. */
export function warmupOf(records: readonly RunRecord[]): Warmup | undefined {
  const [first] = records;
  if (!first || first.series.length === 0) return undefined;
  const latencies = records.map(latencyOfSlices);
  return {
    sliceMs: (first.series[0]?.endNs ?? 0) / 1e6,
    latencyNs: first.series.map((_, slice) => Number(meanOf(latencies.map((own) => own[slice] ?? 0)).toPrecision(DIGITS))),
    cutsMs: records.map(({ warmupNs }) => warmupNs / 1e6),
  };
}

/** As the warm-up is looked for: a slice in which nothing was delivered has the latency of the one before. */
function latencyOfSlices({ series }: RunRecord): number[] {
  let lastNs = 0;
  return series.map(({ delivered, latencySumNs }) => (lastNs = delivered > 0 ? latencySumNs / delivered : lastNs));
}
