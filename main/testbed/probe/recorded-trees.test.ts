/** Trees of real hosts, most gathered by others (main/testbed/trees/README.md), and what a person concluded from each by hand. */
import { describe, expect, it } from 'vitest';
import { hostProbeSchema, type HostProbe, type NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { readinessOf } from '../readiness/readiness.ts';
import { recordedTrees } from '../trees/trees.fixture.ts';
import { probeHost } from './probe-host.ts';
import { emptyTree } from '../../../shared/testbed/recorded-tree.ts';
import { treeFiles } from './recorded-tree.ts';

interface Expected {
  readonly cpu: Readonly<Partial<Record<keyof HostProbe['cpu'], unknown>>>;
  readonly machine?: string;
  /** Interfaces, PCI identity, driver and Gbit/s. */
  readonly adapters?: readonly string[];
  /** Number of NUMA nodes, and the CPUs of the first. */
  readonly nodes: readonly [number, string];
  readonly hugePages?: number;
  readonly native: string;
  readonly sriov: string;
}

const xeon = { vendor: 'GenuineIntel', virtualization: 'vmx', isGuest: false };
const opteron = { vendor: 'AuthenticAMD', virtualization: 'svm', isGuest: false, sockets: 4 };
const otherArchitecture = { virtualization: null, isGuest: null, cores: null, sockets: null };

const expected: Readonly<Record<string, Expected>> = {
  '40intel64-2g2n4c+pci': {
    machine: 'Dell Inc. PowerEdge R910',
    cpu: { ...xeon, model: 'Intel(R) Xeon(R) CPU E7- 4870  @ 2.40GHz', cpus: 40, cores: 40, sockets: 4, hyperThreading: false },
    nodes: [4, '0,4,8,12,16,20,24,28,32,36'],
    adapters: [
      'eth0 14e4:1639 bnx2 1',
      'eth1 14e4:1639 bnx2 unknown',
      'eth2 14e4:1639 bnx2 unknown',
      'eth3 14e4:1639 bnx2 unknown',
      'ib0 1077:7322 ib_qib unknown',
    ],
    native: 'ready',
    // The kernel is older than the file that would tell.
    sriov: 'unknown',
  },
  '32em64t-2n8c+1mic': {
    machine: 'Dell DCS8000Z',
    cpu: {
      ...xeon,
      model: 'Intel(R) Xeon(R) CPU E5-2680 0 @ 2.70GHz',
      cpus: 16,
      cores: 16,
      sockets: 2,
      mostMhz: 2701,
      governor: 'performance',
    },
    nodes: [2, '0-7'],
    adapters: ['eth0 8086:1521 igb 1', 'eth1 8086:1521 igb unknown', 'ib0 15b3:1003 mlx4_core unknown'],
    native: 'ready',
    // The I350 has SR-IOV; this kernel does not show it.
    sriov: 'unknown',
  },
  '32intel64-2p8co2t+8ve': {
    cpu: { ...xeon, model: 'Intel(R) Xeon(R) Silver 4108 CPU @ 1.80GHz', cpus: 32, cores: 16, sockets: 2, hyperThreading: true },
    nodes: [2, '0-7,16-23'],
    hugePages: 4096,
    adapters: [
      'enp96s0f0 8086:37d2 i40e 1',
      'enp96s0f1 8086:37d2 i40e unknown',
      '- 15b3:1013 mlx5_core unknown',
      '- 15b3:1013 mlx5_core unknown',
    ],
    native: 'ready',
    sriov: 'unknown',
  },
  '2pa-pcidomain32bits': {
    machine: 'Apache Software Foundation CloudStack KVM Hypervisor',
    cpu: { vendor: 'GenuineIntel', virtualization: '', isGuest: true, cpus: 2, cores: 2, sockets: 2, hyperThreading: false },
    nodes: [1, '0-1'],
    adapters: ['ens3 1af4:1000 virtio_net unknown'],
    native: 'impossible',
    sriov: 'impossible',
  },
  '96em64t-4n4d3ca2co': {
    cpu: { ...xeon, cpus: 96, cores: 96, sockets: 16, hyperThreading: false },
    nodes: [4, '0-23'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '48amd64-4d2n6c-sparse': {
    machine: 'AMD DRACHMA',
    // Twelve cores in two dies of each socket, whose numbers are used twice.
    cpu: { ...opteron, cpus: 48, cores: 48, hyperThreading: false, mostMhz: 1700, governor: 'performance' },
    nodes: [8, '0-5'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '64amd64-4s2n4ca2co': {
    machine: 'Dell PowerEdge C6145',
    cpu: { ...opteron, model: 'AMD Opteron(TM) Processor 6276', cpus: 64, cores: 32, hyperThreading: true },
    nodes: [8, '0-7'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '8em64t-4c2t': {
    cpu: { ...xeon, cpus: 8, cores: 4, sockets: 1, hyperThreading: true, mostMhz: 2927, governor: 'ondemand' },
    nodes: [1, '0-7'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '128arm-2pa2n8cluster4co': {
    machine: 'Huawei XA320 V2',
    cpu: { ...otherArchitecture, vendor: '0x48', model: null, cpus: 128, hyperThreading: false },
    nodes: [4, '0-31'],
    native: 'unknown',
    sriov: 'unknown',
  },
  nvidiagpunumanodes: {
    cpu: { ...otherArchitecture, model: 'POWER9, altivec supported', cpus: 32 },
    nodes: [8, '0-87'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '256ppc-8n8s4t': {
    cpu: { ...otherArchitecture, model: 'POWER7 (architected), altivec supported', cpus: 256 },
    nodes: [8, '0-31'],
    native: 'unknown',
    sriov: 'unknown',
  },
  '16em64t-4s2c2t': {
    cpu: { ...xeon, model: 'Intel(R) Xeon(TM) CPU 2.60GHz', cpus: 16, cores: 8, sockets: 4, hyperThreading: true },
    nodes: [1, '0-15'],
    native: 'unknown',
    sriov: 'unknown',
  },
  'firecracker-guest': {
    cpu: { vendor: 'GenuineIntel', virtualization: '', isGuest: true, cpus: 2, cores: 2, sockets: 1 },
    nodes: [1, '0-1'],
    adapters: ['eth0 1af4:1041 virtio_net unknown'],
    native: 'impossible',
    sriov: 'impossible',
  },
};

function probeOf(name: string): HostProbe {
  const tree = recordedTrees.get(name) ?? emptyTree(name);
  return probeHost(treeFiles(tree), tree.origin, '2026-01-01T00:00:00.000Z');
}

function words({ interfaces, pciId, driver, linkMbps }: NetworkAdapter): string {
  return `${interfaces.join('+') || '-'} ${pciId.value} ${driver.value} ${linkMbps.value === null ? 'unknown' : linkMbps.value / 1000}`;
}

describe('the probe of a recorded tree', () => {
  it('is held to what was concluded by hand, for each tree', () =>
    expect([...recordedTrees.keys()].sort()).toEqual(Object.keys(expected).sort()));

  it.each(Object.entries(expected))('%s', (name, { cpu, machine, adapters = [], nodes, hugePages, native, sriov }) => {
    const probe = probeOf(name);
    expect(hostProbeSchema.parse(probe)).toEqual(probe);
    const found = Object.fromEntries(Object.entries(probe.cpu).map(([key, fact]) => [key, fact.value]));
    expect(found).toMatchObject(cpu);
    if (machine !== undefined) expect(probe.machine.value).toBe(machine);
    expect(probe.adapters.map(words)).toEqual(adapters);
    expect([probe.memory.numaNodes.value?.length, probe.memory.numaNodes.value?.[0]?.cpus]).toEqual(nodes);
    if (hugePages !== undefined) expect(probe.memory.hugePages.value?.find(({ kib }) => kib === 2048)?.pages).toBe(hugePages);
    const status = Object.fromEntries(readinessOf(probe).map((one) => [one.technique, one.status]));
    expect({ native: status['native'], sriov: status['sriov'] }).toEqual({ native, sriov });
    // No tree of these tells whether there is a TAP device and QEMU, but that of this lab.
    expect(status['virtio']).toBe('unknown');
  });

  it('keeps the text behind each conclusion', () => {
    const probe = probeOf('32em64t-2n8c+1mic');
    const [place = -1] = probe.cpu.governor.evidence;
    expect(probe.evidence[place]).toEqual({
      source: '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor',
      state: 'read',
      text: 'performance',
    });
    const [missing = -1] = probe.devices.vhostNet.evidence;
    expect(probe.evidence[missing]).toMatchObject({ source: '/dev/', state: 'missing' });
  });
});
