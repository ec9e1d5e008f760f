/** What the lab is and offers. */
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import { ENGINE_VERSION } from '../../engine/run-record.ts';
import packageDescription from '../../../package.json' with { type: 'json' };
import { catalogue } from '../catalogue.ts';

export type LabHandlers = Pick<Handlers, 'lab.describe'>;

export function labHandlers(kind: EndpointOutput<'lab.describe'>['kind'], workers: number): LabHandlers {
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
  };
}
