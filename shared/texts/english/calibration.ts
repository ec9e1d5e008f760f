/** A fit of costs. `before` and `after` the fit: "20.00 %". */
export const calibration = {
  notDetermined: 'not determined',
  interval: (low: string, high: string) => `${low} to ${high}`,
  range: (low: string, high: string, unit: string) => `${low} to ${high} ${unit}`,
  fit: (before: string, after: string, evaluations: number) =>
    `Relative error ${before} before, ${after} after; ${evaluations} evaluations.`,
  fitWithRSquared: (before: string, after: string, rSquared: string, evaluations: number) =>
    `Relative error ${before} before, ${after} after; R² ${rSquared}; ${evaluations} evaluations.`,
  fitWorseThanMean: (before: string, after: string, evaluations: number) =>
    `Relative error ${before} before, ${after} after; R² below 0, the mean of the values would be nearer; ${evaluations} evaluations.`,
};
