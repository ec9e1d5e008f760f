/** Endpoints of measurements with guests: what the host has for them, what they would run, and one that goes on. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import type { GuestMeasurements } from '../guest-measurements.ts';
import { commandsOf, guestHost, MeasuringError } from '../measure-guests.ts';
import { abortSignal } from './abort-signal.ts';

export type GuestHandlers = Pick<Handlers, 'guest.inspect' | 'guest.plan' | 'guest.state' | 'guest.start' | 'guest.cancel'>;

export function guestHandlers(measurements: GuestMeasurements, imageFolder: string): GuestHandlers {
  return {
    'guest.inspect': async (_input, signal) => succeed(await guestHost(abortSignal(signal), imageFolder)),

    async 'guest.plan'({ order }, signal) {
      try {
        return succeed({ commands: await commandsOf(order, abortSignal(signal), imageFolder) });
      } catch (error) {
        if (error instanceof MeasuringError) return refuse('unavailable', error.message);
        throw error;
      }
    },

    'guest.state': () => succeed(measurements.state()),
    'guest.start': ({ order, minutes }) => measurements.start(order, minutes),

    async 'guest.cancel'() {
      // One that has ended meanwhile is as the caller wants it.
      await measurements.stop();
      return succeed({});
    },
  };
}
