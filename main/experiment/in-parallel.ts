/** Runs jobs in their order, so many at a time; starts no more once the signal is aborted. */
export function inParallel(jobs: readonly (() => Promise<void>)[], lanes: number, signal: AbortSignal): Promise<void> {
  let next = 0;
  return inLanes(() => jobs[next++], lanes, signal);
}

/** The same for jobs that are made one after the other; `next` gives undefined when there is none now. A lane that finds none ends. */
export async function inLanes(next: () => (() => Promise<void>) | undefined, lanes: number, signal: AbortSignal): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let job = signal.aborted ? undefined : next(); job; job = signal.aborted ? undefined : next()) await job();
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane));
}
