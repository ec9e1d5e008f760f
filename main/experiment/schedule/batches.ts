/**
 * Points in batches. Within a batch, replications go round by round over all points, so that the curves of a small run are there early and settle
 * together; a large run works through one batch after the other, so that only the records of some points are in memory at a time.
 */

/** Records that the points of a batch have together, unless it is as small as it may be: some dozen MiB for some VMs, some hundred for many. */
const RECORDS_OF_BATCH = 256;

/** @param least points of a batch, whatever their records: the techniques, so that they can be compared early */
export function inBatches<Point>(points: readonly Point[], simulationsOfPoint: number, least: number): readonly (readonly Point[])[] {
  const size = Math.max(least, Math.floor(RECORDS_OF_BATCH / simulationsOfPoint));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, batch) => points.slice(batch * size, (batch + 1) * size));
}
