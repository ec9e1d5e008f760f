/** Endpoints of evidence: archives of runs that anybody can verify, at paths of the lab's machine. */
import { isAbsolute } from 'node:path';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { EvidenceWork } from '../evidence-work.ts';
import type { OpenProject } from '../open-project.ts';
import type { StartOnQuietHost } from '../quiet-host.ts';
import { readRun } from './run.ts';
import { notWhole } from './whole-path.ts';

export type EvidenceHandlers = Pick<Handlers, 'evidence.state' | 'evidence.write' | 'evidence.verify' | 'evidence.cancel'>;

export function evidenceHandlers(open: OpenProject, evidence: EvidenceWork, onQuietHost: StartOnQuietHost): EvidenceHandlers {
  return {
    'evidence.state': () => succeed(evidence.state()),

    'evidence.write'({ runId, path, overwrite }) {
      if (!isAbsolute(path)) return notWhole(path);
      const run = readRun(open, runId);
      return run.ok ? onQuietHost(() => evidence.write(path, run.value, overwrite)) : run;
    },

    'evidence.verify': ({ path, sample }) => (isAbsolute(path) ? onQuietHost(() => evidence.verify(path, sample)) : notWhole(path)),

    async 'evidence.cancel'() {
      // What has ended meanwhile is as the caller wants it.
      await evidence.stop();
      return succeed({});
    },
  };
}
