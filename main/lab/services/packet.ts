/** The endpoint of the packet microscope. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import { catalogue } from '../catalogue.ts';
import { tracePointPacket } from '../trace-point-packet.ts';

export function packetHandlers(workerFile: URL | undefined): Pick<Handlers, 'packet.trace'> {
  return {
    async 'packet.trace'({ scenario: input, technique, settings, replication, wish }, signal) {
      const { problems, scenario } = checkScenario(input, catalogue);
      if (!scenario) {
        const first = problems.find(({ severity }) => severity === 'error');
        return refuse('bad-input', first?.message ?? 'The scenario cannot be run.', ['scenario', first?.path].filter(Boolean).join('.'));
      }
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      signal.addEventListener('abort', abort);
      try {
        const found = await tracePointPacket(
          scenario,
          { technique, settings, replication, wish },
          { signal: controller.signal, workerFile },
        );
        return 'problem' in found ? refuse('not-found', found.problem) : succeed({ trace: found.trace });
      } catch (error) {
        if (signal.aborted) return refuse('cancelled', 'The trace was cancelled.');
        return refuse(
          'failed',
          `The packet could not be traced: ${error instanceof Error ? error.message : String(error)}. Shorten the run and try again.`,
        );
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
  };
}
