/** Data planes: software that moves frames without sockets, in a guest, on the bare machine, or as the host's switch. */

/** Switches that poll and have vhost-user ports: they can be the host's switch too. */
export const pollModeSwitches = ['ovs-dpdk', 'vpp', 'bess', 'fastclick', 'snabb', 't4p4s'] as const;
export type PollModeSwitch = (typeof pollModeSwitches)[number];

/** All of them, by the kind of their driver. */
export const dataPlaneNames = [
  'dpdk',
  ...pollModeSwitches,
  'vpp-cross-connect',
  'vpp-ip4',
  'vpp-mixed',
  'af-xdp',
  'af-xdp-poll',
  'af-xdp-busy-poll',
  'xdp',
  'xdp-redirect',
  'xdp-route',
  'xdp-generic',
  'netmap',
  'vale',
  'linux-bridge',
  'linux-route',
  'linux-filter-raw',
  'linux-filter',
  'linux-conntrack',
  'linux-firewalld',
  'linux-pktgen',
  'ovs-kernel',
] as const;
export type DataPlaneName = (typeof dataPlaneNames)[number];

export interface DataPlaneInfo {
  readonly title: string;
  /** What it is and how it is driven, in a sentence. */
  readonly description: string;
  /** Never sleeps: no interrupts. */
  readonly polls: boolean;
}

const polling = (title: string, description: string): DataPlaneInfo => ({ title, description, polls: true });
const interrupted = (title: string, description: string): DataPlaneInfo => ({ title, description, polls: false });

export const dataPlanes: Readonly<Record<DataPlaneName, DataPlaneInfo>> = {
  dpdk: polling('DPDK', 'testpmd or l2fwd: the poll-mode driver and nearly nothing besides.'),
  'ovs-dpdk': polling('OVS-DPDK', 'Open vSwitch in user space, with its hierarchy of flow caches.'),
  vpp: polling('VPP, L2 patch', 'Vectors of up to 256 packets through a graph of three nodes.'),
  bess: polling('BESS', 'Modules in a pipeline, batches of 32.'),
  fastclick: polling('FastClick', 'Click on DPDK, batches of 32.'),
  snabb: polling('Snabb', 'LuaJIT, its own driver.'),
  t4p4s: polling('t4p4s', 'A P4 program compiled to DPDK.'),
  'vpp-cross-connect': polling('VPP, L2 cross-connect', 'Vectors through the L2 graph.'),
  'vpp-ip4': polling('VPP, IPv4', 'Vectors through the IPv4 graph.'),
  'vpp-mixed': polling('VPP, mixed traffic', 'L2, IPv4 and IPv6 at once: a vector is spread over several nodes.'),
  'af-xdp': interrupted('AF_XDP, run to completion', 'Kernel driver and application on one core; system calls only to wake the driver.'),
  'af-xdp-poll': interrupted('AF_XDP with poll()', 'Kernel driver and application on one core, a poll system call for each batch.'),
  'af-xdp-busy-poll': polling('AF_XDP, busy poll', 'The application drives the driver by itself, without interrupts.'),
  xdp: interrupted('XDP', 'A program in the driver: XDP_DROP of what is received, XDP_TX of what is forwarded.'),
  'xdp-redirect': interrupted('XDP_REDIRECT', 'A program in the driver that sends frames out of a device by a map.'),
  'xdp-route': interrupted('XDP forwarding', 'XDP_REDIRECT by the kernel’s routing table.'),
  'xdp-generic': interrupted('Generic XDP', 'The program behind the driver, on socket buffers.'),
  netmap: polling('netmap', 'An application on netmap rings: one system call for each batch.'),
  vale: interrupted('VALE', 'The switch of netmap, in the kernel, driven by interrupts; it copies frames.'),
  'linux-bridge': interrupted('Linux bridge', 'Driver, bridge, driver.'),
  'linux-route': interrupted('Linux IP forwarding', 'Driver, route lookup, driver.'),
  'linux-filter-raw': interrupted('iptables raw drop', 'The kernel drops at its first hook.'),
  'linux-filter': interrupted('iptables filter drop', 'The kernel drops behind the route lookup.'),
  'linux-conntrack': interrupted('conntrack drop', 'As iptables filter, with connection tracking.'),
  'linux-firewalld': interrupted('firewalld drop', 'As conntrack, with the rules of firewalld.'),
  'linux-pktgen': interrupted('Linux pktgen', 'The kernel’s packet generator: the driver only.'),
  'ovs-kernel': interrupted('OVS, kernel data path', 'Driver, flow lookup, driver.'),
};

/** How OVS finds the actions of a packet. */
export const flowCaches = ['exact-match', 'exact-match-missed', 'megaflow'] as const;
export type FlowCache = (typeof flowCaches)[number];
