/** What scenarios are checked against and choose from: the profiles and cost models of the engine. */
import type { Catalogue } from '../../shared/scenario/technique-limits.ts';
import { hostProfiles } from '../engine/costs/host-profiles.ts';
import { costModels } from '../engine/costs/models.ts';
import { nicProfiles } from '../engine/costs/nic-profiles.ts';

export const catalogue: Catalogue = { hostProfiles, nicProfiles, costModels };
