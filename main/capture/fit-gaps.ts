/**
 * A distribution for measured gaps. The load of a flow sets their mean, so that every family is fitted with the measured mean and has at most one
 * parameter left, by maximum likelihood. Of the families the one of least AIC is taken (Akaike, IEEE Trans. Automatic Control 19(6), 1974) if it is
 * nowhere further than 0.05 from the measured distribution (Kolmogorov-Smirnov distance), else the measured quantiles themselves.
 */
import gamma from '@stdlib/math-base-special-gamma';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { GapFamily, GapFit, FittedFamily } from '../../shared/capture/proposal.ts';
import type { GapDistribution } from '../../shared/scenario/schema.ts';

/** Largest distance of a family that is taken of itself. */
export const CLOSE = 0.05;
/** Gaps that are looked at: of more, every n-th. */
const MOST_GAPS = 100_000;
const QUANTILES = 256;
/** Fewer gaps than these tell of no distribution. */
const FEWEST_GAPS = 10;
const SHAPES = { lowest: 0.1, highest: 100 };
const SIGMAS = { lowest: 0.001, highest: 6 };
const SEARCH_STEPS = 40;

/** @param wanted family to take whatever its distance; null: the method's choice */
export function fitGaps(gapsNs: Float64Array, wanted: GapFamily | null = null): { readonly gaps: GapDistribution; readonly fit: GapFit } {
  const sorted = sample(gapsNs).sort();
  const meanNs = sorted.reduce((sum, gap) => sum + gap, 0) / sorted.length;
  const correlation = serialCorrelation(gapsNs);
  if (sorted.length < FEWEST_GAPS || !(meanNs > 0))
    return { gaps: { kind: 'exponential' }, fit: { chosen: 'exponential', families: [], correlation, gaps: gapsNs.length } };
  const fitted = familiesOf(sorted, meanNs);
  const best = fitted.reduce((one, other) => (other.family.aic < one.family.aic ? other : one));
  const measured: GapDistribution = { kind: 'quantiles', values: quantilesOf(sorted) };
  const chosen = wanted ?? (best.family.distance <= CLOSE ? best.family.kind : 'quantiles');
  return {
    gaps: fitted.find(({ gaps }) => gaps.kind === chosen)?.gaps ?? measured,
    fit: { chosen, families: fitted.map(({ family }) => family), correlation, gaps: gapsNs.length },
  };
}

function sample(gapsNs: Float64Array): Float64Array {
  const step = Math.ceil(gapsNs.length / MOST_GAPS);
  return gapsNs.filter((_, i) => i % step === 0);
}

interface Fitted {
  readonly gaps: GapDistribution;
  readonly family: FittedFamily;
}

function familiesOf(sorted: Float64Array, meanNs: number): Fitted[] {
  const count = sorted.length;
  // Stamps have a resolution: a gap of 0 is some time below the smallest other one.
  const smallest = sorted.find((gap) => gap > 0) ?? meanNs;
  const relative = sorted.map((gap) => (gap > 0 ? gap : smallest / 2) / meanNs);
  const logarithms = relative.map(Math.log);
  const logSum = logarithms.reduce((sum, value) => sum + value, 0);
  const familyOf = (
    kind: FittedFamily['kind'],
    parameter: number | null,
    logLikelihood: number,
    cdf: (gap: number) => number,
  ): FittedFamily => ({
    kind,
    parameter,
    aic: (parameter === null ? 0 : 2) - 2 * logLikelihood,
    distance: distanceOf(relative, cdf),
  });
  const sigma = sigmaOf(logarithms);
  const shape = shapeOf((at) => weibullLogLikelihood(at, relative, logSum));
  const scale = 1 / gamma(1 + 1 / shape);
  const residue = logarithms.reduce((sum, value) => sum + (value + (sigma * sigma) / 2) ** 2, 0) / (2 * sigma * sigma);
  return [
    {
      gaps: { kind: 'exponential' },
      family: familyOf('exponential', null, -relative.reduce((sum, gap) => sum + gap, 0), (gap) => 1 - Math.exp(-gap)),
    },
    {
      gaps: { kind: 'lognormal', sigma },
      family: familyOf('lognormal', sigma, -logSum - count * Math.log(sigma * Math.sqrt(2 * Math.PI)) - residue, (gap) =>
        normalCdf(Math.log(gap), -(sigma * sigma) / 2, sigma),
      ),
    },
    {
      gaps: { kind: 'weibull', shape },
      family: familyOf('weibull', shape, weibullLogLikelihood(shape, relative, logSum), (gap) => 1 - Math.exp(-((gap / scale) ** shape))),
    },
  ];
}

/** With mean 1 the logarithms have mean -sigma²/2; the likelihood is then largest where sigma⁴/4 + sigma² is the mean of their squares. */
function sigmaOf(logarithms: Float64Array): number {
  const meanSquare = logarithms.reduce((sum, value) => sum + value * value, 0) / logarithms.length;
  return clamp(Math.sqrt(2 * (Math.sqrt(1 + meanSquare) - 1)), SIGMAS);
}

function weibullLogLikelihood(shape: number, relative: Float64Array, logSum: number): number {
  const logScale = -Math.log(gamma(1 + 1 / shape));
  const scale = Math.exp(logScale);
  const powers = relative.reduce((sum, gap) => sum + (gap / scale) ** shape, 0);
  return relative.length * (Math.log(shape) - shape * logScale) + (shape - 1) * logSum - powers;
}

/** Golden-section search for the largest likelihood over the logarithm of the shape. */
function shapeOf(logLikelihood: (shape: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(SHAPES.lowest), Math.log(SHAPES.highest)];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const [one, other] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (logLikelihood(Math.exp(one)) < logLikelihood(Math.exp(other))) low = one;
    else high = other;
  }
  return clamp(Math.exp((low + high) / 2), SHAPES);
}

/** Kolmogorov-Smirnov distance of the sorted values to a distribution. */
function distanceOf(sorted: Float64Array, cdf: (value: number) => number): number {
  let distance = 0;
  for (const [i, value] of sorted.entries()) {
    const probability = cdf(value);
    distance = Math.max(distance, probability - i / sorted.length, (i + 1) / sorted.length - probability);
  }
  return distance;
}

/** Means of equally many gaps each, ns, ascending: so the mean of all is kept. */
function quantilesOf(sorted: Float64Array): number[] {
  const parts = Math.min(QUANTILES, sorted.length);
  return Array.from({ length: parts }, (_, part) => {
    const values = sorted.subarray(Math.floor((part * sorted.length) / parts), Math.floor(((part + 1) * sorted.length) / parts));
    return Number((values.reduce((sum, gap) => sum + gap, 0) / values.length).toPrecision(6));
  });
}

/** Correlation of a gap with the next, -1..1: what gaps that are drawn one by one do not have. */
function serialCorrelation(gapsNs: Float64Array): number {
  const mean = gapsNs.reduce((sum, gap) => sum + gap, 0) / gapsNs.length;
  let variance = 0;
  let covariance = 0;
  for (const [i, gap] of gapsNs.entries()) {
    variance += (gap - mean) ** 2;
    covariance += i + 1 < gapsNs.length ? (gap - mean) * ((gapsNs[i + 1] ?? mean) - mean) : 0;
  }
  return variance > 0 ? covariance / variance : 0;
}

function clamp(value: number, { lowest, highest }: { readonly lowest: number; readonly highest: number }): number {
  return Math.min(highest, Math.max(lowest, value));
}
