/** How far a set of simulations has come. */
export interface Progress {
  /** Simulations done and to do. */
  readonly done: number;
  readonly total: number;
  /** Seconds left, or null while unknown. */
  readonly secondsLeft: number | null;
}

/** At the pace so far. */
export function progressAfter(done: number, total: number, elapsedMs: number): Progress {
  return { done, total, secondsLeft: done > 0 ? (elapsedMs / 1000 / done) * (total - done) : null };
}
