/** Runs jobs in their order, so many at a time; starts no more once the signal is aborted. */
export async function inParallel(jobs: readonly (() => Promise<void>)[], lanes: number, signal: AbortSignal): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < jobs.length && !signal.aborted) await jobs[next++]?.();
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane));
}
