/** Distributions of gaps with mean 1, by inversion: from a probability on [0, 1) to a gap in parts of the mean. */
import gamma from '@stdlib/math-base-special-gamma';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { GapDistribution } from './schema.ts';

export function gapQuantile(gaps: GapDistribution): (probability: number) => number {
  switch (gaps.kind) {
    case 'exponential':
      return (probability) => -Math.log(1 - probability);
    case 'lognormal': {
      // The mean of exp(sigma z) is exp(sigma² / 2).
      const { sigma } = gaps;
      return (probability) => Math.exp(sigma * normalQuantile(probability, 0, 1) - (sigma * sigma) / 2);
    }
    case 'weibull': {
      const scale = 1 / gamma(1 + 1 / gaps.shape);
      return (probability) => scale * Math.pow(-Math.log(1 - probability), 1 / gaps.shape);
    }
    case 'quantiles':
      return oneOf(gaps.values);
  }
}

function oneOf(values: readonly number[]): (probability: number) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const table = Float64Array.from(values, (value) => value / mean);
  return (probability) => table[Math.floor(probability * table.length)] ?? 0;
}
