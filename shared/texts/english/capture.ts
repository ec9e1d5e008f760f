/** Traffic that a capture was fitted with. */
export const capture = {
  families: {
    exponential: 'exponential',
    lognormal: (sigma: string) => `lognormal, σ ${sigma}`,
    weibull: (shape: string) => `Weibull, shape ${shape}`,
  },
};
