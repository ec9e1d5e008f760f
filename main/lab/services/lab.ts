/** What the lab is and offers. */
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import { ENGINE_VERSION } from '../../engine/run-record.ts';
import packageDescription from '../../../package.json' with { type: 'json' };
import { catalogue } from '../catalogue.ts';
import { diagnosticsText } from '../log/diagnostics.ts';
import type { Log } from '../log/log.ts';
import type { OpenProject } from '../open-project.ts';

export type LabHandlers = Pick<Handlers, 'lab.describe' | 'lab.diagnostics'>;

export interface LabParts {
  readonly kind: EndpointOutput<'lab.describe'>['kind'];
  readonly workers: number;
  readonly log: Log;
  readonly open: Pick<OpenProject, 'state'>;
}

export function labHandlers({ kind, workers, log, open }: LabParts): LabHandlers {
  return {
    'lab.describe': () =>
      succeed({
        version: packageDescription.version,
        engineVersion: ENGINE_VERSION,
        kind,
        platform: process.platform,
        workers,
        hostProfiles: [...catalogue.hostProfiles],
        nicProfiles: [...catalogue.nicProfiles],
        costModels: [...catalogue.costModels],
      }),
    'lab.diagnostics': () => {
      const { path, readOnly, runCount } = open.state();
      return succeed({
        text: diagnosticsText({ kind, log, workers, project: { isUntitled: path === null, readOnly, runs: runCount } }),
      });
    },
  };
}
