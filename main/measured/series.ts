/** Parts of which readers make their series. */
import { MOST_MEASURED_POINTS, type MeasuredPoint } from '../../shared/measured/schema.ts';

export function single(value: number, interval?: { readonly low: number; readonly high: number }): MeasuredPoint[] {
  return [{ x: null, value, low: interval?.low ?? null, high: interval?.high ?? null, deviation: null }];
}

/** One value for many samples: their mean and standard deviation; nothing for none. */
export function meanOf(samples: readonly number[]): MeasuredPoint[] {
  if (samples.length === 0) return [];
  const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
  const squares = samples.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return [
    { x: null, value: mean, low: null, high: null, deviation: samples.length < 2 ? null : Math.sqrt(squares / (samples.length - 1)) },
  ];
}

export interface Sample {
  readonly x: number;
  readonly value: number;
}

/** Values in time, at most `MOST_MEASURED_POINTS`: more are averaged in groups of neighbours, each at its mean time. */
export function timeline(samples: readonly Sample[]): MeasuredPoint[] {
  const each = Math.ceil(samples.length / MOST_MEASURED_POINTS);
  const points: MeasuredPoint[] = [];
  for (let at = 0; at < samples.length; at += each) {
    const group = samples.slice(at, at + each);
    const [mean] = meanOf(group.map(({ value }) => value));
    if (mean) points.push({ ...mean, x: group.reduce((sum, { x }) => sum + x, 0) / group.length });
  }
  return points;
}

/** The steps of a distribution that matter: at most `MOST_MEASURED_POINTS`, with the first and the last. */
export function thinned<Step>(steps: readonly Step[]): Step[] {
  if (steps.length <= MOST_MEASURED_POINTS) return [...steps];
  const last = MOST_MEASURED_POINTS - 1;
  return Array.from({ length: MOST_MEASURED_POINTS }, (_, index) => steps[Math.round((index * (steps.length - 1)) / last)]).flatMap(
    (step) => (step === undefined ? [] : [step]),
  );
}
