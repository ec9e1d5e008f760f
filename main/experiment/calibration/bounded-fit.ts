/**
 * Bounded least squares of a model that is evaluated elsewhere, and not at once: Levenberg-Marquardt (ml-levenberg-marquardt). The library asks for values and cannot
 * wait, so it is stopped at the first that is not known; that one is found, and the fit begins again with all that is known. It is deterministic, and what it
 * does between two evaluations takes no time beside them.
 */
import { levenbergMarquardt } from 'ml-levenberg-marquardt';

export interface FitOptions {
  /** Weight of each target: 1 / standard deviation. */
  readonly weights: readonly number[];
  /** Where it begins, each from 0 to 1: parameters are scaled to their ranges. */
  readonly initial: readonly number[];
  /** Change of a parameter by which derivatives are taken, of its range. */
  readonly step: number;
  readonly maxIterations: number;
}

export interface Fit {
  readonly parameters: readonly number[];
  readonly predictions: readonly number[];
  /** Parameter vectors that were evaluated. */
  readonly evaluations: number;
}

/** Values of the model at parameters from 0 to 1; as many as there are targets. */
export type Evaluate = (parameters: readonly number[]) => Promise<readonly number[]>;

/** Square of a weighted residual below which nothing is gained: a hundredth of the deviation of what was measured. */
const SQUARE_TOLERANCE = 1e-4;

const keyOf = (parameters: readonly number[]): string => parameters.join(' ');

class NotKnown extends Error {
  readonly parameters: readonly number[];

  constructor(parameters: readonly number[]) {
    super('The model is not known here yet.');
    this.parameters = parameters;
  }
}

/** Remembers what was evaluated: the same vector is never evaluated twice. @param earlier what is known already. */
export function remembering(
  evaluate: Evaluate,
  earlier: readonly (readonly [parameters: readonly number[], values: readonly number[]])[] = [],
): Evaluate & { readonly known: ReadonlyMap<string, readonly number[]> } {
  const known = new Map(earlier.map(([parameters, values]) => [keyOf(parameters), values]));
  const ask = async (parameters: readonly number[]): Promise<readonly number[]> => {
    const key = keyOf(parameters);
    const values = known.get(key) ?? (await evaluate(parameters));
    known.set(key, values);
    return values;
  };
  return Object.assign(ask, { known });
}

/** Rejects as `evaluate` does. */
export async function fitWithin(evaluate: ReturnType<typeof remembering>, targets: readonly number[], options: FitOptions): Promise<Fit> {
  // Weights of the library's own enter its error and its steps in different ways (5.1): the values are weighted before.
  const weighted = (value: number, index: number): number => value * (options.weights[index] ?? 1);
  for (;;) {
    try {
      const { parameterValues } = levenbergMarquardt(
        { x: targets.map((_, index) => index), y: targets.map(weighted) },
        (parameters) => {
          const values = evaluate.known.get(keyOf(parameters));
          if (!values) throw new NotKnown([...parameters]);
          return (index) => weighted(values[index] ?? Number.NaN, index);
        },
        {
          initialValues: [...options.initial],
          minValues: options.initial.map(() => 0),
          maxValues: options.initial.map(() => 1),
          gradientDifference: options.step,
          centralDifference: true,
          maxIterations: options.maxIterations,
          errorTolerance: SQUARE_TOLERANCE * targets.length,
        },
      );
      return { parameters: parameterValues, predictions: await evaluate(parameterValues), evaluations: evaluate.known.size };
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      await evaluate(error.parameters);
    }
  }
}
