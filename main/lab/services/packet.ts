/** The endpoint of the packet microscope. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
import { checkedScenario } from './checked-scenario.ts';
import { tracePointPacket } from '../trace-point-packet.ts';

export function packetHandlers(workerFile: URL | undefined): Pick<Handlers, 'packet.trace'> {
  return {
    async 'packet.trace'({ scenario: input, technique, settings, replication, wish }, signal) {
      const scenario = checkedScenario(input);
      if (!scenario.ok) return scenario;
      try {
        const found = await tracePointPacket(scenario.value, { technique, settings, replication, wish }, { signal, workerFile });
        return 'problem' in found ? refuse('not-found', found.problem) : succeed({ trace: found.trace });
      } catch (error) {
        if (signal.aborted) return refuse('cancelled', labWords().lab.packet.cancelled);
        return refuse('failed', labWords().lab.packet.failed(error instanceof Error ? error.message : String(error)));
      }
    },
  };
}
