/** Mean and confidence interval over independent replications (Student t). */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

export interface Estimate {
  readonly mean: number;
  /** Half-width of the 95 % interval; null with fewer than two values. */
  readonly ci95: number | null;
}

export function estimateMean(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  return { mean, ci95: values.length < 2 ? null : halfWidthOf(values, 0.95) };
}

/** 0 of none. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Half-width of the two-sided interval of the mean that holds it with the probability `confidence`, 0 to 1; of at least two values. */
export function halfWidthOf(values: readonly number[], confidence: number): number {
  const count = values.length;
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return studentQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(variance / count);
}
