/**
 * Costs of data planes: software switches, XDP, AF_XDP, netmap. All were measured between 2012 and 2019 on machines that kvm-2017 stands for; what
 * is not in cycles of a processor (memory, limits) stays what it is when they are scaled to another era.
 */
import type { CostRow } from './cost-model.ts';

const SWITCHES = 'Zhang et al., CoNEXT 2019, 64 B at 2.6 GHz (inferred)';
const SWITCHES_MACHINE = '2 x Xeon E5-2690v3 (inferred), 82599';
const DOORBELL = 'poll 64 / 32 and doorbell 195 / 32';
const VPP = 'Zhang et al., software-switches project, VPP dashboard: rates with vectors of 4 and 512 packets, two equations a / vector + b';
const XDP = 'Høiland-Jørgensen et al., CoNEXT 2018, at the 3.8 GHz that their logs count';
const XDP_MACHINE = 'Xeon E5-1650v4 at 3.8 GHz, ConnectX-5';
const OVS = 'Open vSwitch commits';
const OVS_MACHINE = 'processor not stated, 2.6 GHz taken';
const NETMAP = 'Rizzo, USENIX ATC 2012';

const vhost = (total: number, port: number) =>
  `${SWITCHES}: port to VM ${total} cycles - port to port without its doorbell ${port} - 64 B copied at the rate of cold bytes (8.6 ns = 22)`;

export const dataPlaneCosts: readonly CostRow[] = [
  ['dpdk.receive', 85, 60, 120, 'derived', `${XDP}: DPDK rxonly 43.5 Mpps = 87 cycles - poll 64 / 32`, XDP_MACHINE],
  ['dpdk.transmit', 95, 60, 150, 'assumed', 'guest.pollForward 180 less dpdk.receive 85'],
  [
    'dpdk.counterReads',
    1440,
    480,
    1440,
    'derived',
    'DPDK, ixgbe_read_stats_registers: 240 registers; VPP 19.04 and rte_eth_xstats_get read them three times for each of two ports',
    'any (82599)',
  ],
  [
    'vpp.vector',
    1238,
    600,
    2400,
    'assumed',
    'three fifths of the cross-connect’s: three nodes of the graph in place of five',
    SWITCHES_MACHINE,
  ],
  [
    'vpp.packet',
    156,
    140,
    175,
    'derived',
    `${SWITCHES}: 10.79 Gbit/s both ways = 162 cycles - vector (1,238 + doorbell 195) / 256`,
    SWITCHES_MACHINE,
  ],
  ['vpp.vhost', 68, 20, 110, 'derived', vhost(252, 162), SWITCHES_MACHINE],
  ['vpp.crossConnectVector', 2193, 1800, 2700, 'derived', `${VPP}: 3.24 and 12.37 Mpps; less the doorbell 195`, SWITCHES_MACHINE],
  ['vpp.crossConnectPacket', 205.5, 180, 230, 'derived', `${VPP}: 3.24 and 12.37 Mpps`, SWITCHES_MACHINE],
  ['vpp.ip4Vector', 2336, 1900, 2900, 'derived', `${VPP}: 2.82 and 8.84 Mpps; less the doorbell 195`, SWITCHES_MACHINE],
  ['vpp.ip4Packet', 289, 260, 320, 'derived', `${VPP}: 2.82 and 8.84 Mpps`, SWITCHES_MACHINE],
  ['vpp.mixedVector', 5242, 4400, 6200, 'derived', `${VPP}: 1.53 and 7.41 Mpps; less the doorbell 195`, SWITCHES_MACHINE],
  ['vpp.mixedPacket', 340, 305, 375, 'derived', `${VPP}: 1.53 and 7.41 Mpps`, SWITCHES_MACHINE],
  ['vpp.vectorPackets', 256, 4, 512, 'unverified', 'VPP: vectors of up to 256 packets', 'any (software constant)'],
  ['bess.packet', 101, 90, 115, 'derived', `${SWITCHES}: 15.98 Gbit/s both ways = 109 cycles - ${DOORBELL}`, SWITCHES_MACHINE],
  [
    'bess.vhost',
    40,
    0,
    50,
    'assumed',
    `${SWITCHES}: port to VM at line rate, so at most 175 cycles: at most 50 for the crossing`,
    SWITCHES_MACHINE,
  ],
  ['fastclick.packet', 136, 120, 150, 'derived', `${SWITCHES}: 12.1 Gbit/s both ways = 144 cycles - ${DOORBELL}`, SWITCHES_MACHINE],
  ['fastclick.vhost', 129, 90, 170, 'derived', vhost(289, 138), SWITCHES_MACHINE],
  ['snabb.packet', 185, 170, 200, 'derived', `${SWITCHES}: 8.94 and 9.15 Gbit/s = 195 and 191 cycles - ${DOORBELL}`, SWITCHES_MACHINE],
  ['snabb.vhost', 84, 50, 120, 'derived', vhost(293, 187), SWITCHES_MACHINE],
  ['t4p4s.packet', 298, 280, 320, 'derived', `${SWITCHES}: 5.75 and 5.66 Gbit/s = 304 and 309 cycles - ${DOORBELL}`, SWITCHES_MACHINE],
  ['t4p4s.vhost', 110, 70, 150, 'derived', vhost(432, 300), SWITCHES_MACHINE],
  [
    'ovs.batch',
    650,
    300,
    1000,
    'derived',
    `${SWITCHES}: fitted to mean and median latency of OVS-DPDK at 10, 50 and 99 % load (ssw-lat-p2p-mean, -p50), least squares of the relative errors; -6 to +5 %`,
    SWITCHES_MACHINE,
  ],
  [
    'ovs.megaflow',
    178,
    120,
    250,
    'derived',
    `${OVS} aa637bd04, 90bece75d: 5.4 Mpps without exact-match cache = 481 cycles - 217 of a hit - one subtable 86`,
    OVS_MACHINE,
  ],
  [
    'ovs.subtable',
    86,
    40,
    150,
    'derived',
    `${OVS} 5af77d2c4: 524 cycles with 1.5 subtables for each hit, 481 with one (5.4 Mpps): 43 / 0.5`,
    OVS_MACHINE,
  ],
  [
    'ovs.exactMatchMiss',
    72,
    40,
    100,
    'published',
    `${OVS} 90bece75d: handling of misses of the exact-match cache, 72 cycles saved`,
    OVS_MACHINE,
  ],
  [
    'ovs.kernelSwitch',
    414,
    300,
    700,
    'derived',
    'Emmerich et al., JNSM 2018: 1.88 Mpps at 3.3 GHz = 1,755 cycles - driver 792 + 549',
    '3.3 GHz Xeon, 82599',
  ],
  ['xdp.receive', 152, 130, 210, 'derived', `${XDP}: XDP_DROP 24 Mpps = 158 cycles - poll 400 / 64`, XDP_MACHINE],
  ['xdp.transmit', 95, 60, 250, 'assumed', 'as dpdk.transmit: the driver alone, no queue discipline, no socket buffer', XDP_MACHINE],
  [
    'xdp.redirect',
    112,
    0,
    220,
    'derived',
    'Linux commit 735fc4054b3a, ixgbe 6.85 and i40e 6.72 Mpps with retpolines = 147 ns - retpoline.packet 50 = 97 ns x 3.8 GHz = 370 cycles - receive 152 - transmit 95 - poll and doorbell (400 + 285) / 64',
    'Xeon E5-1650v4 at 3.8 GHz, ixgbe and i40e',
  ],
  [
    'xdp.redirectedPage',
    70,
    0,
    220,
    'derived',
    `${XDP}: XDP_REDIRECT 8.64 Mpps with mlx5 = 440 cycles - 370 with Intel’s drivers, which use the other half of the page`,
    XDP_MACHINE,
  ],
  ['xdp.route', 277, 200, 330, 'derived', `${XDP}: forward with one route 5.2-5.4 Mpps = 717 cycles - XDP_REDIRECT 440`, XDP_MACHINE],
  [
    'afxdp.receive',
    100,
    50,
    200,
    'assumed',
    'look-up of the socket and four accesses to its rings, 20 cycles each: memory is shared, no copy',
  ],
  ['afxdp.transmit', 130, 80, 200, 'assumed', 'netmap.packet 58 and four accesses to the transmit and completion rings'],
  ['afxdp.wakeup', 1500, 500, 3000, 'assumed', 'poll() with a soft interrupt inside the call: a NAPI poll, file look-ups, timers'],
  [
    'netmap.packet',
    58,
    45,
    75,
    'derived',
    `${NETMAP}: 14.88 Mpps at 900 MHz = 60 cycles, less system call and doorbell for each batch`,
    'i7-870, 82599',
  ],
  ['netmap.batch', 256, 64, 2048, 'unverified', 'netmap pkt-gen: half a ring for each system call', 'any (software constant)'],
  [
    'vale.packet',
    283,
    250,
    320,
    'derived',
    `${SWITCHES}: VALE 5.56-5.62 Gbit/s = 312 cycles - poll and doorbell (400 + 195) / 64 - 64 B copied (22)`,
    SWITCHES_MACHINE,
  ],
  ['netfilter.filter', 353, 250, 440, 'derived', `${XDP}: iptables filter drop 3.32 Mpps = 1,145 cycles - raw drop 792`, XDP_MACHINE],
  ['netfilter.conntrack', 1296, 1000, 1550, 'derived', `${XDP}: conntrack drop 1.82 Mpps = 2,088 cycles - raw drop 792`, XDP_MACHINE],
  ['netfilter.firewalld', 4486, 3700, 5200, 'derived', `${XDP}: firewalld drop 0.72 Mpps = 5,278 cycles - raw drop 792`, XDP_MACHINE],
  [
    'route.fullTable',
    125,
    90,
    160,
    'derived',
    `${XDP}: 752,000 routes against one: 5.3 to 3.45 Mpps in XDP = 101 ns, 1.74 to 1.37 Mpps in Linux = 155 ns; a value between`,
    XDP_MACHINE,
  ],
  [
    'retpoline.packet',
    50,
    30,
    80,
    'published',
    'xdp-project, DMA notes, 2018: 50 ns for each packet of XDP_REDIRECT',
    'processor not stated',
  ],
  [
    'memory.headerMiss',
    0,
    0,
    60,
    'assumed',
    'DMA writes to the last-level cache (DDIO), and by the XDP notes newer Xeons (E5-26xx v4) prefetch from there',
  ],
];

/** Limits, memory, and what was measured on a machine of 2010. */
const NOT_SCALED = /^(dpdk\.counterReads|vpp\.vectorPackets|netmap\.(batch|packet)|route\.fullTable|retpoline\.packet|memory\.headerMiss)$/;

/** The same costs on an older machine, where nobody has measured them but `own`. */
export function scaledDataPlaneCosts(factor: number, own: readonly CostRow[] = []): CostRow[] {
  const measured = new Map<string, CostRow>(own.map((row) => [row[0], row]));
  return dataPlaneCosts.map((row): CostRow => {
    const [name, value, low, high, , source] = row;
    if (NOT_SCALED.test(name)) return row;
    const scaled = (cycles: number) => Math.round(cycles * factor);
    return measured.get(name) ?? [name, scaled(value), scaled(low), scaled(high), 'assumed', `kvm-2017 x ${factor}. There: ${source}`];
  });
}
