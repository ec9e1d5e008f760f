/** Mean and 95 % confidence interval over independent replications (Student t). */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

export interface Estimate {
  readonly mean: number;
  /** Half-width of the 95 % interval; null with fewer than two values. */
  readonly ci95: number | null;
}

export function estimateMean(values: readonly number[]): Estimate {
  const count = values.length;
  if (count === 0) return { mean: 0, ci95: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, ci95: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, ci95: studentQuantile(0.975, count - 1) * Math.sqrt(variance / count) };
}
