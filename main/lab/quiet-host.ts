/** Guests are measured on a quiet host: what would simulate beside them is refused, as measuring is while something is simulated. */
import { refuse, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';

/** Starts unless guests are being measured. */
export type StartOnQuietHost = <Value>(start: () => Reply<Value>) => Reply<Value>;

export function createQuietHost(isMeasuring: () => boolean): StartOnQuietHost {
  return (start) => (isMeasuring() ? refuse('refused', labWords().lab.guests.hostIsMeasured) : start());
}
