/**
 * Elementary-effects screening: M. D. Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33(2), 1991, with the
 * measure mu* of F. Campolongo, J. Cariboni, A. Saltelli, Environmental Modelling and Software 22, 2007. Factors lie on a grid of four levels in [0, 1];
 * a trajectory begins at random and changes one factor after the other, in random order, by two thirds of its range.
 */
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import { shuffled } from '../../engine/kernel/shuffled.ts';

/** Levels of the grid: even, so that every level is taken equally often. */
export const LEVELS = 4;
/** Step of a factor, of its range: p / (2 (p - 1)), as Morris advises. */
export const STEP = LEVELS / (2 * (LEVELS - 1));

export interface Trajectory {
  /** Points of the unit cube: one more than there are factors. Each differs from the one before in one factor. */
  readonly points: readonly (readonly number[])[];
  /** Factor that changes on the way to each point but the first, and its step: +STEP or -STEP. */
  readonly steps: readonly { readonly factor: number; readonly step: number }[];
}

export interface Effects {
  /** Mean of the effects. */
  readonly mean: number;
  /** Mean of their sizes: the importance of the factor (mu*). */
  readonly meanSize: number;
  /** Standard deviation: how much the effect depends on where the other factors are, or on the factor's own level (sigma); 0 with one effect. */
  readonly deviation: number;
  /** Effects that the figures rest on. */
  readonly count: number;
}

/** Follows from the seed alone. */
export function trajectories(factors: number, count: number, seed: number): Trajectory[] {
  return Array.from({ length: count }, (_, number) => trajectory(factors, new RandomStream(seed, number, 'Morris trajectory')));
}

function trajectory(factors: number, stream: RandomStream): Trajectory {
  const present = Array.from({ length: factors }, () => stream.integer(LEVELS) / (LEVELS - 1));
  const order = shuffled(factors, stream);
  const points = [[...present]];
  const steps: { factor: number; step: number }[] = [];
  for (const factor of order) {
    const level = present[factor] ?? 0;
    // From each level exactly one of both directions stays within the range.
    const step = level + STEP <= 1 + 1e-9 ? STEP : -STEP;
    present[factor] = Math.min(1, Math.max(0, level + step));
    points.push([...present]);
    steps.push({ factor, step });
  }
  return { points, steps };
}

/**
 * Effects of each factor, for the whole of its range: (y after - y before) / step.
 *
 * @param values of each trajectory at each of its points; null where it is not known: the steps to and from there say nothing
 */
export function elementaryEffects(
  factors: number,
  paths: readonly Trajectory[],
  values: readonly (readonly (number | null)[])[],
): Effects[] {
  const effects: number[][] = Array.from({ length: factors }, () => []);
  for (const [number, { steps }] of paths.entries()) {
    for (const [at, { factor, step }] of steps.entries()) {
      const [before, after] = [values[number]?.[at] ?? null, values[number]?.[at + 1] ?? null];
      if (before !== null && after !== null) effects[factor]?.push((after - before) / step);
    }
  }
  return effects.map(summed);
}

function summed(effects: readonly number[]): Effects {
  const count = effects.length;
  if (count === 0) return { mean: 0, meanSize: 0, deviation: 0, count };
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / count;
  const meanSize = effects.reduce((sum, effect) => sum + Math.abs(effect), 0) / count;
  const variance = count > 1 ? effects.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / (count - 1) : 0;
  return { mean, meanSize, deviation: Math.sqrt(variance), count };
}
