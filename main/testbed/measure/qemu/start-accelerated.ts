/** A guest on KVM where that works: a host that has the device may still not run a guest with it, as in some virtual machines. */
import { BootError } from '../../measuring-error.ts';
import { startGuest, type GuestOptions, type RunningGuest } from './running-guest.ts';

/**
 * Starts the guest with the accelerator of `options`; when that is KVM and the guest does not come up, once more with TCG. `onFallback` is told why.
 * Rejects with a MeasuringError when it does not come up at all; nothing is left running then.
 */
export async function startAccelerated(
  options: GuestOptions,
  signal: AbortSignal,
  onFallback: (why: string) => void,
  start: typeof startGuest = startGuest,
): Promise<RunningGuest> {
  try {
    return await start(options, signal);
  } catch (error) {
    if (options.accelerator !== 'kvm' || !(error instanceof BootError)) throw error;
    onFallback(error.message);
    return start({ ...options, accelerator: 'tcg' }, signal);
  }
}
