/** Endpoints of screening: what the points of a run depend on. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { SensitivityScreening } from '../sensitivity.ts';

export type SensitivityHandlers = Pick<Handlers, 'sensitivity.state' | 'sensitivity.start' | 'sensitivity.cancel'>;

export function sensitivityHandlers(screening: SensitivityScreening): SensitivityHandlers {
  return {
    'sensitivity.state': () => succeed(screening.state()),
    'sensitivity.start': ({ runId, pointIds }) => screening.start(runId, pointIds),

    async 'sensitivity.cancel'() {
      // One that has ended meanwhile is as the caller wants it.
      await screening.stop();
      return succeed({});
    },
  };
}
