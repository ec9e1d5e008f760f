/** VMs without a core, and cores that do two jobs. */
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
  const { networkCores } = scenario.host;
  return scenario.vms.flatMap(({ name, placement }, index): Problem[] => {
    if (placement.kind !== 'pinned') return [];
    const path = `vms.${index}.placement.cores`;
    if (placement.cores.length === 0)
      return [{ path, message: `The VMs of "${name}" are pinned to no core: name cores or set placement to auto.`, severity: 'error' }];
    const beyond = placement.cores.filter((core) => core >= cores);
    if (beyond.length > 0)
      return [
        {
          path,
          message: `The host has cores 0 to ${cores - 1}, but the VMs of "${name}" are pinned to core ${beyond.join(', ')}: name other cores or set host.cores.`,
          severity: 'error',
        },
      ];
    const shared = placement.cores.filter((core) => core < networkCores);
    if (shared.length === 0) return [];
    return [
      {
        path,
        message: `The VMs of "${name}" share core ${shared.join(', ')} with the host’s networking (cores 0 to ${networkCores - 1} are set apart for it): pin them to cores from ${networkCores} on unless you mean it.`,
        severity: 'warning',
      },
    ];
  });
}

function guestCoreProblems(scenario: Scenario, cores: number): Problem[] {
  const { networkCores } = scenario.host;
  const automatic = scenario.vms.filter(({ placement }) => placement.kind === 'auto');
  if (networkCores > cores || (networkCores === cores && automatic.length > 0))
    return [
      {
        path: 'host.networkCores',
        message: `${networkCores} of ${cores} cores are set apart for networking, which leaves no core for the VMs: set host.networkCores to at most ${cores - 1}.`,
        severity: 'error',
      },
    ];
  const vcpus = automatic.reduce((total, group) => total + group.count * group.vcpus, 0);
  const polling = automatic.some(({ application }) => polls(application));
  if (!polling || vcpus <= cores - networkCores) return [];
  return [
    {
      path: 'vms',
      message: `${vcpus} vCPUs share ${cores - networkCores} cores, and some of them poll all the time: the others wait for whole scheduler slices. Use more cores or fewer VMs.`,
      severity: 'warning',
    },
  ];
}
