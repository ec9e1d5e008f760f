/** What keeps a technique from being used in a scenario: limits of the NIC and of the machine, in words with the remedy. */
import type { CostModel, HostProfile, NicProfile } from '../catalogue/profiles.ts';
import type { Scenario, TechniqueChoice } from './schema.ts';

/** The built-in profiles, as far as checking needs them. */
export interface Catalogue {
  readonly hostProfiles: readonly HostProfile[];
  readonly nicProfiles: readonly NicProfile[];
  readonly costModels: readonly CostModel[];
}

/** Why the technique cannot be used here, or null. */
export function techniqueRefusal(scenario: Scenario, choice: TechniqueChoice, catalogue: Catalogue): string | null {
  const nic = catalogue.nicProfiles.find((profile) => profile.id === scenario.nic.profile);
  if (!nic) return `There is no NIC profile ${scenario.nic.profile}: pick one of ${catalogue.nicProfiles.map(({ id }) => id).join(', ')}.`;
  const vms = scenario.vms.reduce((sum, group) => sum + group.count, 0);
  const { ports } = scenario.nic;
  const vmsOfPort = Math.ceil(vms / ports);
  switch (choice.name) {
    case 'direct':
      return vms > ports
        ? `${vms} VMs but ${ports} ${ports === 1 ? 'NIC' : 'NICs'}: direct assignment gives each VM a NIC of its own. Set nic.ports to ${vms}, use fewer VMs, or pick sriov.`
        : null;
    case 'sriov': {
      const limit = nic.virtualFunctions.value;
      if (limit === 0) return `The ${nic.title} has no SR-IOV: pick another NIC, or vmdq.`;
      const enabled = scenario.nic.virtualFunctions ?? vmsOfPort;
      if (enabled > limit)
        return `${enabled} virtual functions on a port, but the ${nic.title} has ${limit}: use fewer VMs, more ports, or another NIC.`;
      return vmsOfPort > enabled
        ? `${vmsOfPort} VMs on a port, but ${enabled} virtual functions are enabled: raise nic.virtualFunctions.`
        : null;
    }
    case 'vmdq': {
      const limit = nic.vmdqPools.value;
      if (limit === 0) return `The ${nic.title} has no VMDq: pick another NIC.`;
      return vmsOfPort > limit
        ? `${vmsOfPort} VMs on a port, but the ${nic.title} has ${limit} VMDq pools: use fewer VMs, more ports, or another NIC.`
        : null;
    }
    default:
      return null;
  }
}
