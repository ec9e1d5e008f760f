/** Gaps of a distribution with mean 1, by inversion: one draw a gap, which keeps streams in step between techniques. */
import gamma from '@stdlib/math-base-special-gamma';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { GapDistribution } from '../../../shared/scenario/schema.ts';
import type { RandomStream } from '../kernel/random-stream.ts';

/** From a probability on [0, 1) to a gap in parts of the mean. */
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
      return betweenQuantiles(gaps.values);
  }
}

function betweenQuantiles(values: readonly number[]): (probability: number) => number {
  const steps = values.length - 1;
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += (values[i] + values[i + 1]) / 2;
  const table = Float64Array.from(values, (value) => (value * steps) / sum);
  return (probability) => {
    const at = probability * steps;
    const i = Math.floor(at);
    return table[i] + (at - i) * (table[i + 1] - table[i]);
  };
}

export class Gaps {
  private readonly stream: RandomStream;
  private readonly quantile: (probability: number) => number;

  constructor(gaps: GapDistribution, stream: RandomStream) {
    this.stream = stream;
    this.quantile = gapQuantile(gaps);
  }

  /** In parts of the mean gap. */
  next(): number {
    return this.quantile(this.stream.uniform());
  }
}
