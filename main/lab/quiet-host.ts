/** Guests are measured on a quiet host: what would simulate beside them is refused, as measuring is while something is simulated. */
import { refuse, type Reply } from '../../shared/contract/reply.ts';

/** Starts unless guests are being measured. */
export type StartOnQuietHost = <Value>(start: () => Reply<Value>) => Reply<Value>;

export function createQuietHost(isMeasuring: () => boolean): StartOnQuietHost {
  return (start) =>
    isMeasuring()
      ? refuse(
          'refused',
          'Guests are being measured on this host, and simulations would take the processors from them. Wait until that is done, or cancel it on the Testbed page, then start again.',
        )
      : start();
}
