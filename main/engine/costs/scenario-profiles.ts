/** The profiles that a scenario names: its own, or those of the catalogue. Undefined where there is none by that name: check the scenario first. */
import type { CostModel, HostProfile, NicProfile } from '../../../shared/catalogue/profiles.ts';
import { withOwnProfiles } from '../../../shared/scenario/own-profiles.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';
import { catalogue } from './catalogue.ts';

type With<Key extends keyof Scenario> = Pick<Scenario, Key | 'profiles'>;

export function catalogueOf({ profiles }: Pick<Scenario, 'profiles'>): Catalogue {
  return withOwnProfiles(catalogue, profiles);
}

export function hostProfileOf(scenario: With<'host'>): HostProfile | undefined {
  return catalogueOf(scenario).hostProfiles.find(({ id }) => id === scenario.host.profile);
}

export function nicProfileOf(scenario: With<'nic'>): NicProfile | undefined {
  return catalogueOf(scenario).nicProfiles.find(({ id }) => id === scenario.nic.profile);
}

export function costModelOf(scenario: With<'costModel'>): CostModel | undefined {
  return catalogueOf(scenario).costModels.find(({ id }) => id === scenario.costModel);
}

/** Line rate of each port of a scenario's NIC, Gbit/s: its own, or that of its profile; 0 where neither is known. */
export function lineRateGbpsOf(scenario: With<'nic'>): number {
  return scenario.nic.lineRateGbps ?? nicProfileOf(scenario)?.lineRateGbps.value ?? 0;
}
