/** NICs: limits of a port, with their sources. */
import type { NicProfile, Provenance, SourcedNumber } from '../../../shared/catalogue/profiles.ts';

function sourced(value: number, unit: string, source: string, provenance: Provenance): SourcedNumber {
  return { value, unit, source, provenance };
}

interface NicRow {
  readonly id: string;
  readonly title: string;
  readonly gbps: number;
  /** null: the wire's rate of 64-byte frames. */
  readonly pps: readonly [number, string, Provenance] | null;
  readonly fifoKib: number;
  readonly descriptors: number;
  readonly queues: readonly [number, string, Provenance];
  readonly pools: readonly [number, string, Provenance];
  readonly functions: readonly [number, string, Provenance];
  /** Packets per second of the embedded switch; 0: none. */
  readonly switchPps: readonly [number, string, Provenance];
  readonly pcie: readonly [generation: number, lanes: number, source: string];
}

const VF_GUIDE = 'DPDK Intel VF guide';
const CSIT = 'FD.io CSIT Constants.py';
const NO_SWITCH: readonly [number, string, Provenance] = [0, 'no embedded switch between pools', 'unverified'];

const rows: readonly NicRow[] = [
  {
    id: '82576',
    title: 'Intel 82576 (1 GbE)',
    gbps: 1,
    pps: null,
    fifoKib: 64,
    descriptors: 256,
    queues: [16, VF_GUIDE, 'published'],
    pools: [8, VF_GUIDE, 'published'],
    functions: [7, '7 usable VFs and the PF', 'unverified'],
    switchPps: [233_000, '2.8 Gb/s between VMs at 1,500 B, Dong et al., HPCA 2010', 'unverified'],
    pcie: [1, 4, '2.5 GT/s x4'],
  },
  {
    id: '82598',
    title: 'Intel 82598 (10 GbE)',
    gbps: 10,
    pps: null,
    fifoKib: 512,
    descriptors: 512,
    queues: [32, '32 TX and 64 RX queues', 'unverified'],
    pools: [16, '16 VMDq pools', 'unverified'],
    functions: [0, 'no SR-IOV', 'unverified'],
    switchPps: NO_SWITCH,
    pcie: [1, 8, '2.5 GT/s x8'],
  },
  {
    id: '82599',
    title: 'Intel 82599 (10 GbE)',
    gbps: 10,
    pps: null,
    fifoKib: 512,
    descriptors: 512,
    queues: [128, VF_GUIDE, 'published'],
    pools: [64, '64 pools', 'unverified'],
    functions: [63, VF_GUIDE, 'published'],
    switchPps: [14_880_000, 'at least the wire’s packet rate', 'assumed'],
    pcie: [2, 8, '5 GT/s x8'],
  },
  {
    id: 'i350',
    title: 'Intel I350 (1 GbE)',
    gbps: 1,
    pps: null,
    fifoKib: 32,
    descriptors: 256,
    queues: [8, VF_GUIDE, 'published'],
    pools: [8, VF_GUIDE, 'published'],
    functions: [7, '8 VMs a port with the PF, DPDK Intel VF guide', 'published'],
    switchPps: [360_000, '4.3 Gbit/s between VFs at 1,500 B, lf-edge/eve pull request 2999', 'derived'],
    pcie: [2, 4, '5 GT/s x4'],
  },
  {
    id: 'x710',
    title: 'Intel X710 (10 GbE)',
    gbps: 10,
    pps: [14_881_000, CSIT, 'published'],
    fifoKib: 512,
    descriptors: 512,
    queues: [384, 'X710 data sheet, share of a port', 'unverified'],
    pools: [32, 'VMDq2 VSIs with the usual driver', 'assumed'],
    functions: [32, '128 VFs a device over 4 ports, DPDK i40e guide', 'derived'],
    switchPps: [12_500_000, 'errors above 12.5 Mpps, trex-core issue 148', 'published'],
    pcie: [3, 8, '8 GT/s x8'],
  },
  {
    id: 'xl710',
    title: 'Intel XL710 (40 GbE)',
    gbps: 40,
    pps: [18_750_000, CSIT, 'published'],
    fifoKib: 1024,
    descriptors: 512,
    queues: [768, 'XL710 data sheet, share of a port', 'unverified'],
    pools: [64, 'VMDq2 VSIs with the usual driver', 'assumed'],
    functions: [64, '128 VFs a device over 2 ports, DPDK i40e guide', 'derived'],
    switchPps: [12_500_000, 'errors above 12.5 Mpps, trex-core issue 148', 'published'],
    pcie: [3, 8, '8 GT/s x8'],
  },
  {
    id: 'e810',
    title: 'Intel E810-CQ (100 GbE)',
    gbps: 100,
    pps: [58_500_000, CSIT, 'published'],
    fifoKib: 2048,
    descriptors: 2048,
    queues: [2048, 'E810 data sheet', 'unverified'],
    pools: [256, 'as virtual functions', 'assumed'],
    functions: [256, '256 VFs a device', 'unverified'],
    switchPps: [58_500_000, 'PCIe limit; the device’s packet rate', 'assumed'],
    pcie: [4, 16, '16 GT/s x16'],
  },
  {
    id: 'connectx-5',
    title: 'Mellanox ConnectX-5 (100 GbE)',
    gbps: 100,
    pps: [115_000_000, 'PCIe cap of the testbed of Høiland-Jørgensen et al., CoNEXT 2018', 'published'],
    fifoKib: 2048,
    descriptors: 1024,
    queues: [1024, 'driver limit', 'assumed'],
    pools: [127, 'as virtual functions', 'assumed'],
    functions: [127, '127 VFs a port in firmware configuration', 'unverified'],
    switchPps: [58_500_000, 'PCIe limit', 'assumed'],
    pcie: [3, 16, '8 GT/s x16'],
  },
];

function profileOf(row: NicRow): NicProfile {
  const wirePps = Math.round((row.gbps * 1e9) / (8 * 84));
  return {
    id: row.id,
    title: row.title,
    lineRateGbps: sourced(row.gbps, 'Gbit/s', 'IEEE 802.3', 'published'),
    packetRateLimitPps: row.pps
      ? sourced(row.pps[0], 'pps', row.pps[1], row.pps[2])
      : sourced(wirePps, 'pps', 'rate of 64-byte frames on the wire', 'derived'),
    receiveFifoBytes: sourced(row.fifoKib * 1024, 'bytes', 'order of the data sheets’ packet buffers', 'unverified'),
    ringDescriptors: sourced(row.descriptors, 'descriptors', 'default of the Linux driver', row.gbps === 10 ? 'published' : 'unverified'),
    queuePairs: sourced(row.queues[0], 'queue pairs', row.queues[1], row.queues[2]),
    vmdqPools: sourced(row.pools[0], 'pools', row.pools[1], row.pools[2]),
    virtualFunctions: sourced(row.functions[0], 'virtual functions', row.functions[1], row.functions[2]),
    embeddedSwitchPps: sourced(row.switchPps[0], 'pps', row.switchPps[1], row.switchPps[2]),
    pcieGeneration: sourced(row.pcie[0], 'generation', row.pcie[2], 'unverified'),
    pcieLanes: sourced(row.pcie[1], 'lanes', row.pcie[2], 'unverified'),
  };
}

export const nicProfiles: readonly NicProfile[] = rows.map(profileOf);

export function findNicProfile(id: string): NicProfile | undefined {
  return nicProfiles.find((profile) => profile.id === id);
}
