/** Endpoints of the testbed: what a host offers, and what small operations of this one take. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
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
      if (timing) return refuse('refused', labWords().lab.host.timingGoesOn);
      if (isBusy()) return refuse('refused', labWords().lab.host.isBusy);
      timing = true;
      try {
        return succeed(await microProbe(repetitions, abortSignal(signal)));
      } catch (error) {
        if (signal.aborted) return refuse('cancelled', labWords().lab.host.timingCancelled);
        if (error instanceof MeasuringError)
          return refuse('unavailable', labWords().lab.host.timingFailed(error.message.replace(/\.$/, '')));
        throw error;
      } finally {
        timing = false;
      }
    },
  };
}
