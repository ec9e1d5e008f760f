/** Work that must not overlap takes turns, in the order in which it was asked for. */
export type TakeTurn = <Result>(work: () => Promise<Result> | Result) => Promise<Result>;

export function createTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    // A turn that failed tells its own caller; the next one does not care.
    last = result.catch(() => undefined);
    return result;
  };
}
