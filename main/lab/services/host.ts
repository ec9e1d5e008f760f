/** Endpoint of the testbed: what a host offers. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { probeAt, ProbeError, twinOfHost } from '../probe.ts';

export type HostHandlers = Pick<Handlers, 'host.probe'>;

export function hostHandlers(): HostHandlers {
  return {
    'host.probe'({ tree, adapter }) {
      try {
        const { probe, readiness } = probeAt(tree);
        const { scenario, choices } = twinOfHost({ probe, readiness }, adapter);
        return succeed({ probe, readiness: [...readiness], twin: { scenario, choices: [...choices] } });
      } catch (error) {
        if (error instanceof ProbeError) return refuse('unavailable', error.message);
        throw error;
      }
    },
  };
}
