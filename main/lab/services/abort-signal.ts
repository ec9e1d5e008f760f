import type { CancelSignal } from '../../../shared/contract/cancel-signal.ts';

/** What Node's own functions take. */
export function abortSignal(signal: CancelSignal): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort());
  return controller.signal;
}
