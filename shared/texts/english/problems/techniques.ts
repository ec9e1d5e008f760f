import { plural } from '../plural.ts';

/** Techniques that the hardware of a scenario does not allow. `nic`: its title. */
export const techniques = {
  leftOut: (technique: string, limit: string) => `${technique} is left out: ${limit}`,
  leftOutWhere: (technique: string, path: string, value: string, limit: string) =>
    `${technique} is left out where ${path} is ${value}: ${limit}`,
  excessWorkers: (workers: number, apart: number) =>
    `${workers} worker cores, but the host sets ${apart} apart for networking: only those are used. Raise host.networkCores.`,
  switchWithoutCore: 'A poll-mode switch never sleeps and would share its core with guests: set host.networkCores to at least 1.',
  nicForEachVm: (vms: number, nics: number) =>
    `${vms} VMs but ${nics} ${plural(nics, { one: 'NIC', other: 'NICs' })}: direct assignment gives each VM a NIC of its own; set nic.ports to ${vms}, use fewer VMs, or pick sriov.`,
  nicForEachOfManyVms: (vms: number, nics: number, mostPorts: number) =>
    `${vms} VMs but ${nics} ${plural(nics, { one: 'NIC', other: 'NICs' })}: direct assignment gives each VM a NIC of its own; use at most ${mostPorts} VMs with as many ports, or pick sriov.`,
  noSriov: (nic: string) => `${nic} has no SR-IOV: choose a NIC profile with virtual functions, or another technique.`,
  noFunctions: (nic: string) =>
    `${nic} has no SR-IOV, so no virtual functions: leave nic.virtualFunctions out, or choose another NIC profile.`,
  excessFunctions: (nic: string, offered: number, enabled: number) =>
    `${nic} offers ${offered} virtual functions on a port, not ${enabled}: set nic.virtualFunctions to at most ${offered}.`,
  fewFunctionsEnabled: (vms: number, enabled: number, wanted: number) =>
    `${vms} ${plural(vms, { one: 'VM', other: 'VMs' })} on a port but ${functions(enabled)} enabled: set nic.virtualFunctions to ${wanted} or use fewer VMs.`,
  fewFunctions: (vms: number, nic: string, offered: number) =>
    `${vms} VMs on a port but ${nic} offers ${functions(offered)}: use fewer VMs, more nic.ports, or another NIC.`,
  noVmdq: (nic: string) => `${nic} has no VMDq: choose a NIC profile with VMDq pools, or another technique.`,
  fewPools: (vms: number, nic: string, pools: number) =>
    `${vms} VMs on a port but ${nic} has ${pools} ${plural(pools, { one: 'VMDq pool', other: 'VMDq pools' })}: use fewer VMs, more nic.ports, or another NIC.`,
  fewQueuePairs: (vcpus: number, nic: string, pairs: number) =>
    `${vcpus} vCPUs on a port need a queue pair each but ${nic} has ${pairs}: use fewer VMs or fewer vCPUs.`,
};

function functions(count: number): string {
  return `${count} ${plural(count, { one: 'virtual function', other: 'virtual functions' })}`;
}
