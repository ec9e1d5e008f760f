/** All that a scenario may name: profiles of hosts and NICs, and cost models. */
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';
import { hostProfiles } from './host-profiles.ts';
import { costModels } from './models.ts';
import { nicProfiles } from './nic-profiles.ts';

export const catalogue: Catalogue = { hostProfiles, nicProfiles, costModels };
