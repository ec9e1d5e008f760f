/**
 * Points in batches. Within a batch, replications go round by round over all points, so that the curves of a small run are there early and settle
 * together; a large run works through one batch after the other, so that only the records of some points are in memory at a time.
 */

/** Records that the points of a batch have together, unless a single point has more: some dozen MiB for some VMs, some hundred for many. */
const RECORDS_OF_BATCH = 256;

export function inBatches<Point>(points: readonly Point[], simulationsOfPoint: number): readonly (readonly Point[])[] {
  const size = Math.max(1, Math.floor(RECORDS_OF_BATCH / simulationsOfPoint));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, batch) => points.slice(batch * size, (batch + 1) * size));
}
