/** Limits how fast something may come: a token bucket (J. Turner, IEEE Communications Magazine 24(10), 1986). */
export interface RateLimitOptions {
  /** What may come at once, after a rest. */
  readonly burst: number;
  /** What may come in the long run. */
  readonly perSecond: number;
  /** Of any origin, ms; never goes back. */
  readonly now: () => number;
}

/** Returns the function that takes one, or says that there is none left. */
export function createRateLimit({ burst, perSecond, now }: RateLimitOptions): () => boolean {
  let left = burst;
  let lastMs = now();
  return () => {
    const nowMs = now();
    left = Math.min(burst, left + ((nowMs - lastMs) * perSecond) / 1000);
    lastMs = nowMs;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
