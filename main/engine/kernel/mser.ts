/**
 * MSER-5 (White 1997; Spratt and White 2000): how much of a run's start is warm-up. Observations are averaged in batches of five; the cut
 * minimises the squared standard error of the mean of what remains, and is at most half of the series.
 *
 * @returns number of leading observations to leave out, a multiple of 5.
 */
const BATCH = 5;

export function mser5(values: readonly number[]): number {
  const batches: number[] = [];
  for (let start = 0; start + BATCH <= values.length; start += BATCH) {
    let sum = 0;
    for (let i = start; i < start + BATCH; i++) sum += values[i];
    batches.push(sum / BATCH);
  }
  // Mean and sum of squared deviations of batches[cut..], updated by Welford's method: exact for equal values, which plain sums are not.
  let mean = 0;
  let squares = 0;
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let cut = batches.length - 1; cut >= 0; cut--) {
    const count = batches.length - cut;
    const deviation = batches[cut] - mean;
    mean += deviation / count;
    squares += deviation * (batches[cut] - mean);
    if (cut > batches.length / 2 || count < 2) continue;
    const error = squares / (count * count);
    if (error <= bestError) {
      bestError = error;
      best = cut;
    }
  }
  return best * BATCH;
}
