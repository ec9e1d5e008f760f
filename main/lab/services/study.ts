/** Endpoints of studies: what the points of a run depend on, and what would help them. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { StartOnQuietHost } from '../quiet-host.ts';
import type { Studies } from '../studies.ts';

export type StudyHandlers = Pick<Handlers, 'study.state' | 'study.start' | 'study.cancel'>;

export function studyHandlers(studies: Studies, onQuietHost: StartOnQuietHost): StudyHandlers {
  return {
    'study.state': () => succeed(studies.state()),
    'study.start': ({ kind, runId, pointIds }) => onQuietHost(() => studies.start(kind, runId, pointIds)),

    async 'study.cancel'() {
      // One that has ended meanwhile is as the caller wants it.
      await studies.stop();
      return succeed({});
    },
  };
}
