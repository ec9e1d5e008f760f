/** Ctrl+C: the first one ends the work in an orderly way and keeps what is done; the second one ends the program at once. */

export interface Interruption {
  readonly signal: AbortSignal;
  /** Back to the system's way. */
  release(): void;
}

export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}
