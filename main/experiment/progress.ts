/** How far a set of simulations has come. */
export interface Progress {
  /** Simulations done and to do. */
  readonly done: number;
  readonly total: number;
  /** Seconds left, or null while unknown. */
  readonly secondsLeft: number | null;
}

/** At the pace so far of those that were simulated, and not found (`reused`): all that are left are taken to be simulated. */
export function progressAfter(done: number, total: number, elapsedMs: number, reused = 0): Progress {
  const simulated = done - reused;
  return { done, total, secondsLeft: done === total ? 0 : simulated > 0 ? (elapsedMs / 1000 / simulated) * (total - done) : null };
}
