/** What stands against a technique in a scenario: functions, pools or NICs that the hardware does not have. Used by the checker and the engine. */
import type { CostModel, HostProfile, NicProfile } from '../catalogue/profiles.ts';
import type { Scenario, TechniqueChoice } from './schema.ts';

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
  const remedy =
    vms <= 16 ? `set nic.ports to ${vms}, use fewer VMs, or pick sriov` : 'use at most 16 VMs with as many ports, or pick sriov';
  return {
    path: 'nic.ports',
    message: `${vms} VMs but ${count(ports, 'NIC')}: direct assignment gives each VM a NIC of its own; ${remedy}.`,
  };
}

function functionLimit(scenario: Scenario, nic: NicProfile): TechniqueLimit | null {
  const offered = nic.virtualFunctions.value;
  const enabled = scenario.nic.virtualFunctions;
  const needed = vmsOnBusiestPort(scenario);
  if (offered === 0)
    return {
      path: 'nic.profile',
      message: `${nic.title} has no SR-IOV: choose a NIC profile with virtual functions, or another technique.`,
    };
  if (enabled !== undefined && enabled > offered) return { path: 'nic.virtualFunctions', message: excessFunctions(nic, enabled) };
  if (enabled !== undefined && needed > enabled)
    return {
      path: 'nic.virtualFunctions',
      message: `${count(needed, 'VM')} on a port but ${count(enabled, 'virtual function')} enabled: set nic.virtualFunctions to ${Math.min(needed, offered)} or use fewer VMs.`,
    };
  if (needed > offered)
    return {
      path: largestGroupPath(scenario),
      message: `${needed} VMs on a port but ${nic.title} offers ${count(offered, 'virtual function')}: use fewer VMs, more nic.ports, or another NIC.`,
    };
  return null;
}

/** Why so many virtual functions cannot be enabled on a port. */
export function excessFunctions({ title, virtualFunctions }: NicProfile, enabled: number): string {
  if (virtualFunctions.value === 0)
    return `${title} has no SR-IOV, so no virtual functions: leave nic.virtualFunctions out, or choose another NIC profile.`;
  return `${title} offers ${virtualFunctions.value} virtual functions on a port, not ${enabled}: set nic.virtualFunctions to at most ${virtualFunctions.value}.`;
}

function poolLimit(scenario: Scenario, nic: NicProfile): TechniqueLimit | null {
  const pools = nic.vmdqPools.value;
  const needed = vmsOnBusiestPort(scenario);
  if (pools === 0)
    return { path: 'nic.profile', message: `${nic.title} has no VMDq: choose a NIC profile with VMDq pools, or another technique.` };
  if (needed <= pools) return null;
  return {
    path: largestGroupPath(scenario),
    message: `${needed} VMs on a port but ${nic.title} has ${count(pools, 'VMDq pool')}: use fewer VMs, more nic.ports, or another NIC.`,
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
    message: `${needed} vCPUs on a port need a queue pair each but ${nic.title} has ${pairs}: use fewer VMs or fewer vCPUs.`,
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

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
