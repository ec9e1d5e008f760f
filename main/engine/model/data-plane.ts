/**
 * What a data plane costs: for each burst, and for each packet that it drops, forwards or sends. The cost of a packet is a + c / burst, where
 * the burst is what was found in the ring, up to the implementation's limit.
 */
import type { PollModeSwitch } from '../../../shared/catalogue/data-planes.ts';
import type { VmGroup } from '../../../shared/scenario/schema.ts';
import type { CostName, Costs } from '../costs/parameters.ts';
import type { CostItem } from './work-cost.ts';

export type DataPlane = Extract<VmGroup['application'], { kind: 'data-plane' }>;

export interface DataPlaneWork {
  /** Packets of a burst at most. */
  readonly batch: number;
  /** An interrupt is good for what the ring holds by then; what comes meanwhile waits for the next. */
  readonly onePass: boolean;
  readonly drop: readonly CostItem[];
  readonly forward: readonly CostItem[];
  readonly send: readonly CostItem[];
}

/** Cycles of a burst; cycles for each packet that is dropped, forwarded, sent; ns for each of its bytes. */
interface Work {
  readonly burst: number;
  readonly batch: number;
  readonly drop: number;
  readonly forward: number;
  readonly send: number;
  readonly byteNs?: number;
}

const KERNEL = 'guest.poll';

/** Cycles of each packet from port to port, and of each burst, of the switches that poll. */
export const switchCosts: Readonly<
  Record<PollModeSwitch, { readonly burst: CostName; readonly packet: CostName; readonly vhost: CostName; readonly batch: CostName }>
> = {
  'ovs-dpdk': { burst: 'ovs.batch', packet: 'dpdk.switchPacket', vhost: 'dpdk.vhostCrossing', batch: 'dpdk.burst' },
  vpp: { burst: 'vpp.vector', packet: 'vpp.packet', vhost: 'vpp.vhost', batch: 'vpp.vectorPackets' },
  bess: { burst: 'dpdk.poll', packet: 'bess.packet', vhost: 'bess.vhost', batch: 'dpdk.burst' },
  fastclick: { burst: 'dpdk.poll', packet: 'fastclick.packet', vhost: 'fastclick.vhost', batch: 'dpdk.burst' },
  snabb: { burst: 'dpdk.poll', packet: 'snabb.packet', vhost: 'snabb.vhost', batch: 'dpdk.burst' },
  t4p4s: { burst: 'dpdk.poll', packet: 't4p4s.packet', vhost: 't4p4s.vhost', batch: 'dpdk.burst' },
};

/** @param losesPages the NIC's driver takes a new page for each frame that is redirected */
export function dataPlaneWork(costs: Costs, plane: DataPlane, losesPages: boolean): DataPlaneWork {
  const work = workOf(costs, plane);
  const { byteNs } = work;
  const burst: CostItem = { actor: 'guest', activity: 'poll', event: work.burst };
  const bytes: CostItem[] = byteNs === undefined ? [] : [{ actor: 'guest', activity: 'copy', byteNs, copyPlace: 'data plane (cold)' }];
  const missNs = plane.readsPackets ? costs['memory.headerMiss'] : 0;
  const miss: CostItem[] = missNs > 0 ? [{ actor: 'guest', activity: 'header miss', unitNs: missNs }] : [];
  const retpoline: CostItem[] = plane.retpoline ? [{ actor: 'guest', activity: 'retpolines', unitNs: costs['retpoline.packet'] }] : [];
  return {
    batch: plane.batch ?? work.batch,
    onePass: plane.implementation === 'vale',
    drop: [burst, { actor: 'guest', activity: 'receiving', frame: work.drop }, ...miss, ...retpoline],
    forward: [
      burst,
      { actor: 'guest', activity: 'forwarding', frame: work.forward },
      ...routing(costs, plane),
      ...(losesPages && redirects(plane) ? [{ actor: 'guest', activity: 'page allocation', frame: costs['xdp.redirectedPage'] }] : []),
      ...bytes,
      ...miss,
      ...retpoline,
    ],
    send: [burst, { actor: 'guest', activity: 'sending', frame: work.send }, ...bytes, ...retpoline],
  };
}

function workOf(costs: Costs, plane: DataPlane): Work {
  const { implementation } = plane;
  const napi = { burst: costs[KERNEL], batch: costs['napi.weight'] };
  const xdp = costs['xdp.receive'];
  const xdpSend = costs['xdp.transmit'];
  const receive = costs['guest.driverReceive'];
  const transmit = costs['guest.driverTransmit'];
  switch (implementation) {
    case 'dpdk':
      return {
        burst: costs['dpdk.poll'],
        batch: costs['dpdk.burst'],
        drop: costs['dpdk.receive'],
        forward: costs['guest.pollForward'],
        send: costs['dpdk.transmit'],
      };
    case 'ovs-dpdk':
      return whole(costs['ovs.batch'], costs['dpdk.burst'], costs['dpdk.switchPacket'] + flowLookup(costs, plane));
    case 'vpp':
    case 'bess':
    case 'fastclick':
    case 'snabb':
    case 't4p4s': {
      const { burst, packet, batch } = switchCosts[implementation];
      return whole(costs[burst], costs[batch], costs[packet]);
    }
    case 'vpp-cross-connect':
      return whole(costs['vpp.crossConnectVector'], costs['vpp.vectorPackets'], costs['vpp.crossConnectPacket']);
    case 'vpp-ip4':
      return whole(costs['vpp.ip4Vector'], costs['vpp.vectorPackets'], costs['vpp.ip4Packet']);
    case 'vpp-mixed':
      return whole(costs['vpp.mixedVector'], costs['vpp.vectorPackets'], costs['vpp.mixedPacket']);
    case 'af-xdp':
      return sockets(costs, costs[KERNEL] + costs['user.systemCall']);
    case 'af-xdp-poll':
      return sockets(costs, costs[KERNEL] + costs['user.systemCall'] + costs['afxdp.wakeup']);
    case 'af-xdp-busy-poll':
      return sockets(costs, costs['dpdk.poll'] + costs['user.systemCall']);
    case 'xdp':
      return { ...napi, drop: xdp, forward: xdp + xdpSend, send: xdpSend };
    case 'xdp-redirect':
      return { ...napi, drop: xdp, forward: xdp + xdpSend + costs['xdp.redirect'], send: xdpSend };
    case 'xdp-route':
      return { ...napi, drop: xdp, forward: xdp + xdpSend + costs['xdp.redirect'] + costs['xdp.route'], send: xdpSend };
    case 'xdp-generic':
      return { ...napi, drop: receive, forward: receive + xdpSend, send: xdpSend };
    case 'netmap': {
      const ring = costs['netmap.packet'];
      return { burst: costs['user.systemCall'], batch: costs['netmap.batch'], drop: ring, forward: 2 * ring, send: ring };
    }
    case 'vale':
      return { ...whole(costs[KERNEL], costs['napi.weight'], costs['vale.packet']), byteNs: costs['copy.coldByte'] };
    case 'linux-bridge':
      return { ...napi, drop: receive, forward: receive + costs['host.bridge'] + transmit, send: transmit };
    case 'ovs-kernel':
      return { ...napi, drop: receive, forward: receive + costs['ovs.kernelSwitch'] + transmit, send: transmit };
    case 'linux-route':
      return { ...napi, drop: receive, forward: receive + costs['guest.forward'] + transmit, send: transmit };
    case 'linux-filter-raw':
    case 'linux-filter':
    case 'linux-conntrack':
    case 'linux-firewalld': {
      const filter = filterCost(costs, implementation);
      return { ...napi, drop: receive + filter, forward: receive + filter + costs['guest.forward'] + transmit, send: transmit };
    }
    case 'linux-pktgen':
      return { burst: 0, batch: costs['napi.weight'], drop: receive, forward: receive + transmit, send: transmit };
  }
}

/** The same for each packet, whatever becomes of it: only the way from port to port has been measured. */
function whole(burst: number, batch: number, packet: number): Work {
  return { burst, batch, drop: packet, forward: packet, send: packet };
}

function sockets(costs: Costs, burst: number): Work {
  const receive = costs['xdp.receive'] + costs['afxdp.receive'];
  const send = costs['afxdp.transmit'];
  return { burst, batch: costs['napi.weight'], drop: receive, forward: receive + send, send };
}

/** OVS beyond a hit in its exact-match cache. */
function flowLookup(costs: Costs, { flowCache, subtables }: DataPlane): number {
  if (flowCache === 'exact-match') return 0;
  const megaflow = costs['ovs.megaflow'] + subtables * costs['ovs.subtable'];
  return flowCache === 'megaflow' ? megaflow : megaflow + costs['ovs.exactMatchMiss'];
}

function filterCost(costs: Costs, implementation: 'linux-filter-raw' | 'linux-filter' | 'linux-conntrack' | 'linux-firewalld'): number {
  switch (implementation) {
    case 'linux-filter-raw':
      return 0;
    case 'linux-filter':
      return costs['netfilter.filter'];
    case 'linux-conntrack':
      return costs['netfilter.conntrack'];
    case 'linux-firewalld':
      return costs['netfilter.firewalld'];
  }
}

/** Frames go on through XDP_REDIRECT, in the pages in which they came. */
function redirects({ implementation }: DataPlane): boolean {
  return implementation === 'xdp-redirect' || implementation === 'xdp-route';
}

/** A routing table that does not fit the caches. */
function routing(costs: Costs, { implementation, routes }: DataPlane): CostItem[] {
  const routed = implementation === 'xdp-route' || implementation === 'linux-route';
  return routed && routes === 'full-table' ? [{ actor: 'guest', activity: 'route lookup', unitNs: costs['route.fullTable'] }] : [];
}
