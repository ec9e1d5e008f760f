/** VMs without a core, and cores that do two jobs. */
import { words } from '../texts/words.ts';
import { polls } from './applications.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import type { Catalogue } from './technique-limits.ts';

export function placementProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const cores = hostCores(scenario, catalogue);
  if (cores === undefined) return [];
  return [...pinnedProblems(scenario, cores), ...guestCoreProblems(scenario, cores)];
}

/** Cores of the host; undefined when its profile does not exist and none are given. */
function hostCores(scenario: Scenario, catalogue: Catalogue): number | undefined {
  return scenario.host.cores ?? catalogue.hostProfiles.find(({ id }) => id === scenario.host.profile)?.cores;
}

function pinnedProblems(scenario: Scenario, cores: number): Problem[] {
  const texts = words().problems.placement;
  const { networkCores } = scenario.host;
  return scenario.vms.flatMap(({ name, placement }, index): Problem[] => {
    if (placement.kind !== 'pinned') return [];
    const path = `vms.${index}.placement.cores`;
    if (placement.cores.length === 0) return [{ path, message: texts.pinnedToNone(name), severity: 'error' }];
    const beyond = placement.cores.filter((core) => core >= cores);
    if (beyond.length > 0)
      return [
        {
          path,
          message: texts.pinnedBeyond(cores - 1, name, beyond.join(', ')),
          severity: 'error',
        },
      ];
    const shared = placement.cores.filter((core) => core < networkCores);
    if (shared.length === 0) return [];
    return [
      {
        path,
        message: texts.pinnedToNetworking(name, shared.join(', '), networkCores - 1, networkCores),
        severity: 'warning',
      },
    ];
  });
}

function guestCoreProblems(scenario: Scenario, cores: number): Problem[] {
  const texts = words().problems.placement;
  const { networkCores } = scenario.host;
  const automatic = scenario.vms.filter(({ placement }) => placement.kind === 'auto');
  if (networkCores > cores || (networkCores === cores && automatic.length > 0))
    return [
      {
        path: 'host.networkCores',
        message: texts.noCoreLeft(networkCores, cores, cores - 1),
        severity: 'error',
      },
    ];
  const vcpus = automatic.reduce((total, group) => total + group.count * group.vcpus, 0);
  const polling = automatic.some(({ application }) => polls(application));
  if (!polling || vcpus <= cores - networkCores) return [];
  return [
    {
      path: 'vms',
      message: texts.pollingBesideOthers(vcpus, cores - networkCores),
      severity: 'warning',
    },
  ];
}
