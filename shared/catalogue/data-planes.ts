/** Data planes: software that moves frames without sockets, in a guest, on the bare machine, or as the host's switch. */
import { words } from '../texts/words.ts';

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

/** Whether it polls, and so never sleeps; interrupts wake the others. */
const polling: Readonly<Record<DataPlaneName, boolean>> = {
  /** testpmd or l2fwd: the poll-mode driver and nearly nothing besides. */
  dpdk: true,
  /** Open vSwitch in user space, with its hierarchy of flow caches. */
  'ovs-dpdk': true,
  /** Vectors of up to 256 packets through a graph of three nodes. */
  vpp: true,
  /** Modules in a pipeline, batches of 32. */
  bess: true,
  /** Click on DPDK, batches of 32. */
  fastclick: true,
  /** LuaJIT, its own driver. */
  snabb: true,
  /** A P4 program compiled to DPDK. */
  t4p4s: true,
  /** Vectors through the L2 graph. */
  'vpp-cross-connect': true,
  /** Vectors through the IPv4 graph. */
  'vpp-ip4': true,
  /** L2, IPv4 and IPv6 at once: a vector is spread over several nodes. */
  'vpp-mixed': true,
  /** Kernel driver and application on one core; system calls only to wake the driver. */
  'af-xdp': false,
  /** Kernel driver and application on one core, a poll system call for each batch. */
  'af-xdp-poll': false,
  /** The application drives the driver by itself, without interrupts. */
  'af-xdp-busy-poll': true,
  /** A program in the driver: XDP_DROP of what is received, XDP_TX of what is forwarded. */
  xdp: false,
  /** A program in the driver that sends frames out of a device by a map. */
  'xdp-redirect': false,
  /** XDP_REDIRECT by the kernel’s routing table. */
  'xdp-route': false,
  /** The program behind the driver, on socket buffers. */
  'xdp-generic': false,
  /** An application on netmap rings: one system call for each batch. */
  netmap: true,
  /** The switch of netmap, in the kernel, driven by interrupts; it copies frames. */
  vale: false,
  /** Driver, bridge, driver. */
  'linux-bridge': false,
  /** Driver, route lookup, driver. */
  'linux-route': false,
  /** The kernel drops at its first hook. */
  'linux-filter-raw': false,
  /** The kernel drops behind the route lookup. */
  'linux-filter': false,
  /** As iptables filter, with connection tracking. */
  'linux-conntrack': false,
  /** As conntrack, with the rules of firewalld. */
  'linux-firewalld': false,
  /** The kernel’s packet generator: the driver only. */
  'linux-pktgen': false,
  /** Driver, flow lookup, driver. */
  'ovs-kernel': false,
};

export function dataPlanePolls(plane: DataPlaneName): boolean {
  return polling[plane];
}

/** "VPP, L2 patch". */
export function dataPlaneTitle(plane: DataPlaneName): string {
  return words().dataPlanes[plane];
}

/** How OVS finds the actions of a packet. */
export const flowCaches = ['exact-match', 'exact-match-missed', 'megaflow'] as const;
export type FlowCache = (typeof flowCaches)[number];
