/** Something wrong with an input: where, what, and what to do about it. */
export interface Problem {
  /** Path into the input, dots between keys: `vms.0.count`. Empty: the input as a whole. */
  readonly path: string;
  /** One sentence for a person: what is wrong and the remedy. */
  readonly message: string;
  /** `error` stops a run; `warning` is shown with the results. */
  readonly severity: 'error' | 'warning';
}
