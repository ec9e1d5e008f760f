/** NICs of the published experiments and of today. What no source states is marked as assumed or unverified. */
import { nicUnit } from '../../../shared/catalogue/profile-fields.ts';
import type { NicProfile, Provenance, SourcedNumber } from '../../../shared/catalogue/profiles.ts';

const VF_GUIDE = 'DPDK Intel VF guide';
const I40E_GUIDE = 'DPDK i40e guide';
const CSIT = 'FD.io CSIT Constants.py';
const DATASHEET = 'data sheet, from memory';
const LINE_RATE = 'no limit below line rate is known: just above 64 B frames at line rate';

type Numbers = Omit<NicProfile, 'id' | 'title'>;
type Fact = readonly [value: number, provenance: Provenance, source: string];

type DmaKey = keyof typeof netronomeDma;

const PIECES_OF_WRITES =
  'pcie-bench data, writes of 64, 65, 127, 192, 320 and 513 B in a window of 8 KB: 21.1, 21.1, 24.2, 38.0, 55.0 and 89.0 ns; residual -0.2 to +0.2 %';

/** DMA engine of the device with which pcie-bench measured. */
const netronomeDma = {
  dmaReadsInFlight: [
    30,
    'derived',
    'pcie-bench data, 64 B reads of a cold cache without IOMMU, windows of 4 KB to 64 MB: mean 27.7 Gbit/s; residual -2 to +2.5 %',
  ],
  dmaWritesInFlight: [
    112,
    'derived',
    'pcie-bench data, 64 B writes through the IOMMU in a window of 1 MB: 19.4 Gbit/s, because those that wait share walks; residual 0 %, -5 to 0 % in other windows',
  ],
  dmaReadRequestNs: [
    11.9,
    'derived',
    'pcie-bench data, 127 B reads in a window of 8 KB: 41.85 M/s = 23.9 ns, which is two turns of the engine, for the bytes fill no word of 8',
  ],
  dmaWriteCommandNs: [7.2, 'derived', PIECES_OF_WRITES],
  dmaWritePieceNs: [13.9, 'derived', PIECES_OF_WRITES],
  dmaWriteByteNs: [0.048, 'derived', PIECES_OF_WRITES],
  dmaWriteQueuePackets: [2, 'assumed', 'a double buffer between engine and link'],
  dmaCommandNs: [
    55.1,
    'derived',
    'pcie-bench data: 64 B reads less 8 B command reads, mean of four hosts 84.3 ns, less the time of 56 B (17.3 ns) and of the engine (11.9 ns)',
  ],
  clockStepNs: [13.333, 'derived', 'pcie-bench data: all quantiles of latency are multiples of 16 cycles at 1.2 GHz'],
} as const satisfies Partial<Record<keyof Numbers, Fact>>;

const AS_NETRONOME = 'as NFP-6000: no measurement of this device is published';

/** Of a device whose DMA engine nobody has measured. */
function assumedDma(key: DmaKey): Fact {
  return key === 'clockStepNs' ? [0, 'assumed', 'exact'] : [netronomeDma[key][0], 'assumed', AS_NETRONOME];
}

/** Of a device of which nobody has said how long a frame takes through it. */
const NO_DEVICE_TIME: Fact = [0, 'assumed', 'contained in the latency of PCIe; no figure for this device in what we read'];

/** Of a device whose driver adapts its interrupts as Intel's do. */
const INTERVAL_MODERATION: Fact = [0, 'assumed', 'an interval for each vector, as Linux’s ixgbe driver'];

/** Of a device whose driver takes pages for its buffers as Intel's do. */
const PAGES_REUSED: Fact = [0, 'assumed', 'two buffers to a page, used in turn, as Linux’s ixgbe and i40e drivers'];

/** What most devices have in common. */
const usualFacts = {
  deviceNs: NO_DEVICE_TIME,
  completionModeration: INTERVAL_MODERATION,
  losesRedirectedPages: PAGES_REUSED,
} as const satisfies Partial<Record<keyof Numbers, Fact>>;

type UsualKey = keyof typeof usualFacts;

type Facts = Readonly<Record<Exclude<keyof Numbers, DmaKey | UsualKey>, Fact>> & Partial<Record<DmaKey | UsualKey, Fact>>;

/** What holds for devices of which nothing else is known. */
function usual(key: DmaKey | UsualKey): Fact {
  return key in usualFacts ? usualFacts[key as UsualKey] : assumedDma(key as DmaKey);
}

function profile(id: string, title: string, facts: Facts): NicProfile {
  const number = (key: keyof Numbers): SourcedNumber => {
    const [value, provenance, source] = facts[key] ?? usual(key as DmaKey | UsualKey);
    return { value, unit: nicUnit(key), provenance, source };
  };
  return {
    id,
    title,
    lineRateGbps: number('lineRateGbps'),
    packetRateLimitPps: number('packetRateLimitPps'),
    receiveFifoBytes: number('receiveFifoBytes'),
    ringDescriptors: number('ringDescriptors'),
    queuePairs: number('queuePairs'),
    vmdqPools: number('vmdqPools'),
    virtualFunctions: number('virtualFunctions'),
    embeddedSwitchPps: number('embeddedSwitchPps'),
    completionModeration: number('completionModeration'),
    losesRedirectedPages: number('losesRedirectedPages'),
    pcieGeneration: number('pcieGeneration'),
    pcieLanes: number('pcieLanes'),
    dmaReadsInFlight: number('dmaReadsInFlight'),
    dmaWritesInFlight: number('dmaWritesInFlight'),
    dmaReadRequestNs: number('dmaReadRequestNs'),
    dmaWriteCommandNs: number('dmaWriteCommandNs'),
    dmaWritePieceNs: number('dmaWritePieceNs'),
    dmaWriteByteNs: number('dmaWriteByteNs'),
    dmaWriteQueuePackets: number('dmaWriteQueuePackets'),
    dmaCommandNs: number('dmaCommandNs'),
    clockStepNs: number('clockStepNs'),
    deviceNs: number('deviceNs'),
  };
}

const lineRate = (gbps: number): Fact => [gbps, 'published', 'Ethernet line rate of the port'];

export const nicProfiles: readonly NicProfile[] = [
  profile('82576', 'Intel 82576, 1GbE', {
    lineRateGbps: lineRate(1),
    packetRateLimitPps: [1_500_000, 'assumed', LINE_RATE],
    receiveFifoBytes: [65_536, 'unverified', DATASHEET],
    ringDescriptors: [256, 'unverified', 'Linux igb default'],
    queuePairs: [16, 'published', `${VF_GUIDE}: 8 pools of 2 queue pairs`],
    vmdqPools: [8, 'published', VF_GUIDE],
    virtualFunctions: [7, 'unverified', '7 usable virtual functions besides the physical one'],
    embeddedSwitchPps: [231_000, 'unverified', 'Dong et al., HPCA 2010 body: about 2.8 Gb/s between VMs, in frames of 1,518 B'],
    pcieGeneration: [1, 'unverified', 'PCIe 2.5 GT/s x4'],
    pcieLanes: [4, 'unverified', 'PCIe 2.5 GT/s x4'],
  }),
  profile('ricenic', 'RiceNIC, 1GbE, reprogrammable, a context for each guest', {
    lineRateGbps: lineRate(1),
    packetRateLimitPps: [1_500_000, 'assumed', LINE_RATE],
    receiveFifoBytes: [65_536, 'assumed', 'as 82576'],
    ringDescriptors: [256, 'assumed', 'as 82576'],
    queuePairs: [32, 'unverified', 'Willmann et al., HPCA 2007: 32 hardware contexts'],
    vmdqPools: [0, 'unverified', 'contexts belong to guests'],
    virtualFunctions: [31, 'unverified', 'Willmann et al., HPCA 2007: 32 hardware contexts, one of them the driver domain’s'],
    embeddedSwitchPps: [0, 'assumed', 'no switching between contexts: frames between VMs leave the NIC'],
    pcieGeneration: [1, 'assumed', '64-bit PCI at 66 MHz, 4.2 Gbit/s for both directions; the nearest link is PCIe 2.5 GT/s x4'],
    pcieLanes: [4, 'assumed', '64-bit PCI at 66 MHz, 4.2 Gbit/s for both directions; the nearest link is PCIe 2.5 GT/s x4'],
  }),
  profile('82598', 'Intel 82598, 10GbE (VMDq, no SR-IOV)', {
    lineRateGbps: lineRate(10),
    packetRateLimitPps: [15_000_000, 'assumed', LINE_RATE],
    receiveFifoBytes: [524_288, 'unverified', DATASHEET],
    ringDescriptors: [512, 'published', 'Linux ixgbe source'],
    queuePairs: [32, 'unverified', '32 transmit and 64 receive queues: 32 pairs'],
    vmdqPools: [16, 'unverified', '16 VMDq pools'],
    virtualFunctions: [0, 'unverified', 'no SR-IOV'],
    embeddedSwitchPps: [0, 'assumed', 'no switching between pools: frames between VMs leave the NIC'],
    pcieGeneration: [1, 'unverified', DATASHEET],
    pcieLanes: [8, 'unverified', DATASHEET],
  }),
  profile('82599', 'Intel 82599, 10GbE', {
    lineRateGbps: lineRate(10),
    packetRateLimitPps: [15_000_000, 'assumed', `${LINE_RATE}; netmap sends 14.88 Mpps (Rizzo, ATC 2012)`],
    receiveFifoBytes: [524_288, 'unverified', DATASHEET],
    ringDescriptors: [512, 'published', 'Linux ixgbe source: 512 (64-4,096)'],
    queuePairs: [128, 'published', VF_GUIDE],
    vmdqPools: [64, 'unverified', '64 pools'],
    virtualFunctions: [63, 'published', VF_GUIDE],
    deviceNs: [
      1250,
      'derived',
      'Zhang et al., CoNEXT 2019, port to port at 10 % load: median 4.3 us with OVS-DPDK; half of what wire, PCIe and switch leave unexplained',
    ],
    embeddedSwitchPps: [30_000_000, 'assumed', 'PCIe limits before the switch does: about 20+ Gb/s (P. Kutch, Intel forum)'],
    pcieGeneration: [2, 'unverified', 'PCIe 5 GT/s x8'],
    pcieLanes: [8, 'unverified', 'PCIe 5 GT/s x8'],
  }),
  profile('i350', 'Intel I350, 1GbE', {
    lineRateGbps: lineRate(1),
    packetRateLimitPps: [1_500_000, 'assumed', LINE_RATE],
    receiveFifoBytes: [36_864, 'unverified', DATASHEET],
    ringDescriptors: [256, 'unverified', 'Linux igb default'],
    queuePairs: [8, 'published', `${VF_GUIDE}: 8 VMs for each port, 1 pair each`],
    vmdqPools: [8, 'published', VF_GUIDE],
    virtualFunctions: [7, 'unverified', '8 pools, one of them the physical function’s'],
    embeddedSwitchPps: [356_000, 'derived', 'lf-edge/eve pull request 2999: 4.30-4.34 Gbit/s between functions / (8 x 1,518 B)'],
    pcieGeneration: [2, 'unverified', DATASHEET],
    pcieLanes: [4, 'unverified', DATASHEET],
  }),
  profile('x710', 'Intel X710, 10GbE', {
    lineRateGbps: lineRate(10),
    packetRateLimitPps: [15_000_000, 'published', `${CSIT}: 14.881 Mpps, the line rate; just above it here`],
    receiveFifoBytes: [524_288, 'assumed', 'as 82599'],
    ringDescriptors: [512, 'unverified', 'Linux i40e default'],
    queuePairs: [384, 'unverified', '1,536 pairs of a device over four ports'],
    vmdqPools: [64, 'assumed', 'VMDq2 interfaces of i40e; number not published in what we read'],
    virtualFunctions: [128, 'published', `${I40E_GUIDE}: 128 for each device`],
    embeddedSwitchPps: [12_500_000, 'assumed', 'as XL710'],
    pcieGeneration: [3, 'unverified', DATASHEET],
    pcieLanes: [8, 'unverified', DATASHEET],
  }),
  profile('xl710', 'Intel XL710, 40GbE', {
    lineRateGbps: lineRate(40),
    packetRateLimitPps: [18_750_000, 'published', CSIT],
    receiveFifoBytes: [1_048_576, 'assumed', 'twice 82599'],
    ringDescriptors: [512, 'unverified', 'Linux i40e default'],
    queuePairs: [768, 'unverified', '1,536 pairs of a device over two ports'],
    vmdqPools: [64, 'assumed', 'VMDq2 interfaces of i40e; number not published in what we read'],
    virtualFunctions: [128, 'published', `${I40E_GUIDE}: 128 for each device`],
    embeddedSwitchPps: [12_500_000, 'published', 'trex-core issue 148: receive errors above 12.5 Mpps between functions, one user report'],
    pcieGeneration: [3, 'published', 'CSIT methodology: PCIe Gen3 x8, about 50 Gbit/s'],
    pcieLanes: [8, 'published', 'CSIT methodology: PCIe Gen3 x8, about 50 Gbit/s'],
  }),
  profile('e810', 'Intel E810-C, 100GbE', {
    lineRateGbps: lineRate(100),
    packetRateLimitPps: [58_500_000, 'published', `${CSIT}: E810-CQ`],
    receiveFifoBytes: [1_048_576, 'assumed', 'as XL710'],
    ringDescriptors: [2048, 'unverified', 'Linux ice, later default'],
    queuePairs: [2048, 'assumed', '16 pairs by default for each of up to 256 functions, halved for two ports'],
    vmdqPools: [64, 'assumed', 'as XL710'],
    virtualFunctions: [256, 'unverified', '256 for each device'],
    embeddedSwitchPps: [58_500_000, 'assumed', 'limit of the device; PCIe limits large frames first'],
    pcieGeneration: [4, 'unverified', DATASHEET],
    pcieLanes: [16, 'unverified', DATASHEET],
  }),
  profile('connectx-5', 'NVIDIA ConnectX-5, 100GbE', {
    lineRateGbps: lineRate(100),
    packetRateLimitPps: [148_810_000, 'published', `${CSIT}: CX556A; 115 Mpps where PCIe limits (CoNEXT 2018)`],
    receiveFifoBytes: [1_048_576, 'assumed', 'as XL710'],
    ringDescriptors: [1024, 'unverified', 'Linux mlx5 default'],
    queuePairs: [4096, 'assumed', 'queues are memory objects: no small limit'],
    vmdqPools: [0, 'assumed', 'no VMDq by that name'],
    virtualFunctions: [127, 'unverified', '127 or more in the firmware’s configuration'],
    embeddedSwitchPps: [100_000_000, 'assumed', 'limit of the device; PCIe limits first'],
    completionModeration: [
      1,
      'published',
      'Linux lib/dim/net_dim.c, receive profiles of NET_DIM_RX_CQE_PROFILES, and commit "net/mlx5e: CQE based moderation"',
    ],
    losesRedirectedPages: [
      1,
      'published',
      'logs of Høiland-Jørgensen et al., CoNEXT 2018 (tohojo/xdp-paper): rx0_cache_empty of mlx5 rises by one for each rx0_xdp_redirect',
    ],
    pcieGeneration: [3, 'unverified', DATASHEET],
    pcieLanes: [16, 'unverified', DATASHEET],
  }),
  profile('nfp-6000', 'Netronome NFP-6000, 1.2 GHz, 40GbE (device of pcie-bench)', {
    lineRateGbps: lineRate(40),
    packetRateLimitPps: [30_000_000, 'assumed', 'no figure in what we read; 64 B frames of 40GbE are 59.5 Mpps'],
    receiveFifoBytes: [1_048_576, 'assumed', 'as XL710'],
    ringDescriptors: [1024, 'assumed', 'as ConnectX-5'],
    queuePairs: [64, 'assumed', 'no figure in what we read'],
    vmdqPools: [0, 'assumed', 'no VMDq by that name'],
    virtualFunctions: [48, 'unverified', DATASHEET],
    embeddedSwitchPps: [30_000_000, 'assumed', 'limit of the device'],
    pcieGeneration: [3, 'published', 'pcie-bench data: Gen3 x8'],
    pcieLanes: [8, 'published', 'pcie-bench data: Gen3 x8'],
    ...netronomeDma,
  }),
];

/** The device with which the latencies of the cost models were measured. */
export const referenceDevice = 'nfp-6000';

export function findNicProfile(id: string): NicProfile | undefined {
  return nicProfiles.find((profile) => profile.id === id);
}
