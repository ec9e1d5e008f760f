/** Endpoints of the testbed: what a host offers, and what small operations of this one take. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { MeasuringError, microProbe } from '../micro-probe.ts';
import { ProbeError, probeRecording, probeThisHost, twinOfHost } from '../probe.ts';
import { abortSignal } from './abort-signal.ts';

export type HostHandlers = Pick<Handlers, 'host.probe' | 'host.microProbe'>;

/** @param isBusy whether something is simulated or measured: it would be timed as well. */
export function hostHandlers(isBusy: () => boolean): HostHandlers {
  let timing = false;

  return {
    'host.probe'({ recording, adapter }) {
      try {
        const { probe, readiness } = recording ? probeRecording(recording) : probeThisHost();
        const { scenario, choices } = twinOfHost({ probe, readiness }, adapter);
        return succeed({ probe, readiness: [...readiness], twin: { scenario, choices: [...choices] } });
      } catch (error) {
        if (error instanceof ProbeError) return refuse('unavailable', error.message);
        throw error;
      }
    },

    async 'host.microProbe'({ repetitions }, signal) {
      if (timing) return refuse('refused', 'Operations of this host are being timed. Wait until that is done.');
      if (isBusy())
        return refuse(
          'refused',
          'Simulations or guests take the processors now, and would be timed as well. Wait until they are done, or cancel them.',
        );
      timing = true;
      try {
        return succeed(await microProbe(repetitions, abortSignal(signal)));
      } catch (error) {
        if (signal.aborted) return refuse('cancelled', 'Cancelled: nothing was timed.');
        if (error instanceof MeasuringError)
          return refuse('unavailable', `${error.message.replace(/\.$/, '')}. Try again when the host is less busy.`);
        throw error;
      } finally {
        timing = false;
      }
    },
  };
}
