/** How well values determine fitted parameters: linear theory at the solution (Seber and Wild, Nonlinear Regression, 1989, section 2.1.2). */
import { inverse, Matrix, SVD } from 'ml-matrix';

export interface Certainty {
  /** Standard errors of the scaled parameters; infinite where the values do not determine one. */
  readonly standardErrors: readonly number[];
  /** Pairs that the values do not tell apart, with their correlation. */
  readonly correlated: readonly { readonly one: number; readonly other: number; readonly correlation: number }[];
  /** Inverse of the information that the values hold, for residuals of variance 1; null when it has none. */
  readonly inverseInformation: Matrix | null;
}

/** Above it, two parameters can stand in for each other. */
const CORRELATED = 0.95;
/** Ratio of singular values below which a direction is not determined. */
const SINGULAR = 1e-6;

/**
 * @param jacobian weighted derivatives, a row for each value and a column for each parameter. @param variance of a weighted residual.
 */
export function certaintyOf(jacobian: readonly (readonly number[])[], variance: number): Certainty {
  const matrix = new Matrix(jacobian.map((row) => [...row]));
  const count = matrix.columns;
  const singular = matrix.rows < count ? [0] : new SVD(matrix).diagonal;
  if (singular.some((value) => value <= SINGULAR * Math.max(...singular)))
    return { standardErrors: Array<number>(count).fill(Number.POSITIVE_INFINITY), correlated: [], inverseInformation: null };
  const inverseInformation = inverse(matrix.transpose().mmul(matrix));
  const standardErrors = Array.from({ length: count }, (_, index) => Math.sqrt(variance * inverseInformation.get(index, index)));
  const pairs = standardErrors.flatMap((error, one) =>
    standardErrors.slice(one + 1).map((otherError, place) => {
      const other = one + 1 + place;
      return { one, other, correlation: (variance * inverseInformation.get(one, other)) / (error * otherError) };
    }),
  );
  return { standardErrors, correlated: pairs.filter(({ correlation }) => Math.abs(correlation) > CORRELATED), inverseInformation };
}

/** Share of a parameter's standard error that is left when a value with these weighted derivatives is measured too (Sherman and Morrison). */
export function remainingError(inverseInformation: Matrix, parameter: number, derivatives: readonly number[]): number {
  const row = Matrix.rowVector([...derivatives]);
  const spread = inverseInformation.mmul(row.transpose());
  const gained = spread.get(parameter, 0) ** 2 / (1 + row.mmul(spread).get(0, 0));
  return Math.sqrt(Math.max(0, 1 - gained / inverseInformation.get(parameter, parameter)));
}
