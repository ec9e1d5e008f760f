/** What stands against a technique in a scenario: functions, pools or NICs that the hardware does not have. Used by the checker and the engine. */
import type { CostModel, HostProfile, NicProfile } from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';
import type { Scenario, TechniqueChoice } from './schema.ts';

/** NICs of a host at most. */
const MOST_PORTS = 16;

/** The profiles that a scenario may name. */
export interface Catalogue {
  readonly hostProfiles: readonly HostProfile[];
  readonly nicProfiles: readonly NicProfile[];
  readonly costModels: readonly CostModel[];
}

export interface TechniqueLimit {
  /** Setting that would lift the limit. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** Why the technique cannot be used in the scenario, in words; null when it can. A NIC profile that does not exist is another check's business. */
export function techniqueRefusal(scenario: Scenario, choice: TechniqueChoice, catalogue: Catalogue): string | null {
  return techniqueLimit(scenario, choice, catalogue)?.message ?? null;
}

export function techniqueLimit(scenario: Scenario, choice: TechniqueChoice, catalogue: Catalogue): TechniqueLimit | null {
  const nic = catalogue.nicProfiles.find(({ id }) => id === scenario.nic.profile);
  if (!nic) return null;
  switch (choice.name) {
    case 'direct':
      return directLimit(scenario) ?? queueLimit(scenario, nic, totalVms(scenario));
    case 'sriov':
      return functionLimit(scenario, nic) ?? queueLimit(scenario, nic, scenario.nic.ports);
    case 'vmdq':
      return poolLimit(scenario, nic);
    case 'native':
    case 'emulated':
    case 'xen-split-driver':
    case 'virtio':
    case 'vhost-net':
    case 'vhost-user':
      return null;
  }
}

function directLimit(scenario: Scenario): TechniqueLimit | null {
  const vms = totalVms(scenario);
  const { ports } = scenario.nic;
  if (vms <= ports) return null;
  const { nicForEachVm, nicForEachOfManyVms } = words().problems.techniques;
  return {
    path: 'nic.ports',
    message: vms <= MOST_PORTS ? nicForEachVm(vms, ports) : nicForEachOfManyVms(vms, ports, MOST_PORTS),
  };
}

function functionLimit(scenario: Scenario, nic: NicProfile): TechniqueLimit | null {
  const texts = words().problems.techniques;
  const offered = nic.virtualFunctions.value;
  const enabled = scenario.nic.virtualFunctions;
  const needed = vmsOnBusiestPort(scenario);
  if (offered === 0)
    return {
      path: 'nic.profile',
      message: texts.noSriov(nic.title),
    };
  if (enabled !== undefined && enabled > offered) return { path: 'nic.virtualFunctions', message: excessFunctions(nic, enabled) };
  if (enabled !== undefined && needed > enabled)
    return {
      path: 'nic.virtualFunctions',
      message: texts.fewFunctionsEnabled(needed, enabled, Math.min(needed, offered)),
    };
  if (needed > offered)
    return {
      path: largestGroupPath(scenario),
      message: texts.fewFunctions(needed, nic.title, offered),
    };
  return null;
}

/** Why so many virtual functions cannot be enabled on a port. */
export function excessFunctions({ title, virtualFunctions }: NicProfile, enabled: number): string {
  const { noFunctions, excessFunctions } = words().problems.techniques;
  const offered = virtualFunctions.value;
  return offered === 0 ? noFunctions(title) : excessFunctions(title, offered, enabled);
}

function poolLimit(scenario: Scenario, nic: NicProfile): TechniqueLimit | null {
  const texts = words().problems.techniques;
  const pools = nic.vmdqPools.value;
  const needed = vmsOnBusiestPort(scenario);
  if (pools === 0) return { path: 'nic.profile', message: texts.noVmdq(nic.title) };
  if (needed <= pools) return null;
  return {
    path: largestGroupPath(scenario),
    message: texts.fewPools(needed, nic.title, pools),
  };
}

/** Each vCPU has a queue pair of its own. `ports`: ports over which the VMs are spread. */
function queueLimit(scenario: Scenario, nic: NicProfile, ports: number): TechniqueLimit | null {
  const pairs = nic.queuePairs.value;
  const vcpus = vcpusByPort(scenario, ports);
  const needed = Math.max(...vcpus);
  if (needed <= pairs) return null;
  return {
    path: `vms.${indexOfLargest(scenario.vms.map((group) => group.vcpus))}.vcpus`,
    message: words().problems.techniques.fewQueuePairs(needed, nic.title, pairs),
  };
}

/** VMs take the ports in turn. */
function vcpusByPort(scenario: Scenario, ports: number): number[] {
  const vcpus = new Array<number>(ports).fill(0);
  let next = 0;
  for (const group of scenario.vms) {
    for (let vm = 0; vm < group.count; vm++, next++) vcpus[next % ports] = (vcpus[next % ports] ?? 0) + group.vcpus;
  }
  return vcpus;
}

export function totalVms(scenario: Scenario): number {
  return scenario.vms.reduce((total, group) => total + group.count, 0);
}

function vmsOnBusiestPort(scenario: Scenario): number {
  return Math.ceil(totalVms(scenario) / scenario.nic.ports);
}

function largestGroupPath(scenario: Scenario): string {
  return `vms.${indexOfLargest(scenario.vms.map((group) => group.count))}.count`;
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
