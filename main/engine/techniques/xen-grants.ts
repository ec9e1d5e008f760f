/**
 * How packets cross between driver domain and guest in Xen: which grant operations, hypercalls and copies each side pays, by the option `grants`.
 * A grant covers a slot of the ring: each frame of a merged packet has one on receive (each page, where netback fills pages), each page on transmit.
 */
import type { TechniqueChoice } from '../../../shared/scenario/schema.ts';
import type { Costs } from '../costs/parameters.ts';
import { copyCost } from '../model/copy.ts';
import type { GuestInterruptOptions } from '../model/interrupt.ts';
import type { Machine } from '../model/machine.ts';
import type { CostItem } from '../model/work-cost.ts';

export interface GrantCosts {
  readonly backendReceive: readonly CostItem[];
  /** Of packets that fill whole pages. */
  readonly backendReceivePages: readonly CostItem[];
  readonly backendTransmit: readonly CostItem[];
  readonly guestReceive: readonly CostItem[];
  readonly guestTransmit: readonly CostItem[];
  /** The guest's CPU has copied what it received. */
  readonly receivedWarm: boolean;
}

const HYPERVISOR = 'hypervisor';
const DRIVER_DOMAIN = 'driver domain';
/** A copy between two foreign pages maps both; a guest that copies into its own page maps one. */
const FOREIGN_SHARE = 0.5;

export function grantCosts(costs: Costs, options: TechniqueChoice['options']): GrantCosts {
  const containers = (options.aggregatePackets ?? 1) > 1;
  const hypercall: CostItem = { actor: HYPERVISOR, activity: 'hypercall', event: costs['xen.hypercall'] };
  // A container is a batch of its own: one slot, one pass through netback, whatever is in it.
  const netback = (cycles: number): CostItem =>
    containers ? { actor: DRIVER_DOMAIN, activity: 'netback', event: cycles } : { actor: DRIVER_DOMAIN, activity: 'netback', unit: cycles };
  const received = (slots: 'page' | 'frame', share = 1): CostItem => ({
    actor: HYPERVISOR,
    activity: 'grant operation',
    [containers ? 'event' : slots]: costs['xen.grantReceive'] * share,
  });
  const slots = options.coalesceReceive ? 'page' : 'frame';
  const transmit: CostItem = {
    actor: HYPERVISOR,
    activity: 'grant operation',
    [containers ? 'event' : 'page']: costs['xen.grantTransmit'],
  };
  const netbackReceive = netback(costs['xen.netbackReceive']);
  const netbackTransmit = netback(costs['xen.netbackTransmit']);
  const byHypervisor: GrantCosts = {
    backendReceive: [hypercall, netbackReceive, received(slots), copyCost(costs, HYPERVISOR, 'driver domain to guest', 'cold')],
    backendReceivePages: [hypercall, netbackReceive, received('page'), copyCost(costs, HYPERVISOR, 'driver domain to guest', 'cold')],
    backendTransmit: [hypercall, transmit, netbackTransmit],
    guestReceive: [],
    guestTransmit: [],
    receivedWarm: false,
  };
  const sharedPageCopy = copyCost(costs, DRIVER_DOMAIN, 'driver domain to shared page', 'cold');
  switch (options.grants ?? 'hypervisor') {
    case 'hypervisor':
      return byHypervisor;
    case 'guest-copy':
      return {
        ...byHypervisor,
        backendReceive: [netbackReceive],
        backendReceivePages: [netbackReceive],
        guestReceive: [hypercall, received(slots, FOREIGN_SHARE), copyCost(costs, HYPERVISOR, 'driver domain to guest', 'cold')],
        receivedWarm: true,
      };
    case 'headers':
      return { ...byHypervisor, backendTransmit: [netbackTransmit], guestTransmit: [headerCopy(costs)] };
    case 'persistent':
      return {
        backendReceive: [netbackReceive, sharedPageCopy],
        backendReceivePages: [netbackReceive, sharedPageCopy],
        backendTransmit: [netbackTransmit, copyCost(costs, DRIVER_DOMAIN, 'shared page to driver domain', 'cold')],
        guestReceive: [copyCost(costs, 'guest', 'shared page to guest', 'cold')],
        guestTransmit: [copyCost(costs, 'guest', 'guest to shared page', 'warm')],
        receivedWarm: true,
      };
  }
}

/** Ethernet, IP and TCP headers, just written: the start of a copy, hardly a byte. */
function headerCopy(costs: Costs): CostItem {
  return { actor: 'guest', activity: 'copy', unitNs: costs['copy.warmEvent'], copyPlace: 'headers to shared page (warm)' };
}

/** A paravirtual guest takes an event channel upcall: no exits, no end of interrupt. The hypervisor's part is the sender's hypercall. */
export function eventChannel(machine: Machine): GuestInterruptOptions {
  return {
    kind: 'event channel',
    deliveryExitCycles: 0,
    injectCycles: 0,
    endOfInterruptCycles: 0,
    haltCycles: 0,
    wakeupNs: machine.costs['wakeup.latency'],
    throughHost: false,
    registerAccesses: 0,
  };
}
