/** Runs jobs in their order, so many at a time; starts no more once the signal is aborted. */
export function inParallel(jobs: readonly (() => Promise<void>)[], lanes: number, signal: AbortSignal): Promise<void> {
  let next = 0;
  return inLanes(() => jobs[next++], lanes, signal);
}

/**
 * The same for jobs that are made one after the other; `next` gives undefined when there is none now. A job may bring further ones, so that a lane that
 * finds none waits for the end of those that are going on.
 */
export async function inLanes(next: () => (() => Promise<void>) | undefined, lanes: number, signal: AbortSignal): Promise<void> {
  const goingOn = new Set<Promise<void>>();
  const begin = (job: () => Promise<void>): void => {
    const ended = job().finally(() => goingOn.delete(ended));
    goingOn.add(ended);
  };
  for (;;) {
    const job = signal.aborted || goingOn.size >= Math.max(1, lanes) ? undefined : next();
    if (job) begin(job);
    else if (goingOn.size > 0) await Promise.race(goingOn);
    else return;
  }
}
