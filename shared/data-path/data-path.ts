/**
 * The way of packets through the host under a technique: its parts in columns from the wire to the application, and the links between them.
 * It follows what the engine builds (main/engine/techniques); a test holds both together.
 */
import { words } from '../texts/words.ts';
import type { Scenario, TechniqueChoice } from '../scenario/schema.ts';
import * as parts from './parts.ts';
import type { Part, PlainPart, ZoneName } from './parts.ts';

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly way: 'receive' | 'transmit';
  /** What stands on it: how the other end is told, or what runs where. */
  readonly label: string;
}

export interface DataPath {
  /** From the wire to the application. */
  readonly columns: readonly (readonly Part[])[];
  readonly links: readonly Link[];
  /** Names of the zones that the columns stand in. */
  readonly zones: Readonly<Partial<Record<ZoneName, string>>>;
}

/** One end of the host. Parts of both ways stand in the order in which packets meet them, those of both in both. */
interface End {
  readonly columns: readonly (readonly PlainPart[])[];
  readonly receive: readonly PlainPart[];
  readonly transmit: readonly PlainPart[];
}

/** The whole of it, from the wire to the application. */
interface Ways extends End {
  readonly labels?: Readonly<Record<string, string>>;
  readonly zones: DataPath['zones'];
}

export function dataPath(scenario: Scenario, choice: TechniqueChoice): DataPath {
  const ways = waysOf(scenario, choice);
  const label = (from: string, to: string): string => ways.labels?.[`${from} ${to}`] ?? '';
  const chain = (way: 'receive' | 'transmit', along: readonly PlainPart[]): Link[] =>
    along.slice(1).map((to, index) => {
      const from = along[index]?.id ?? '';
      return { from, to: to.id, way, label: label(from, to.id) };
    });
  return {
    columns: ways.columns.map((column) => column.map(parts.worded)),
    zones: ways.zones,
    links: [...chain('receive', ways.receive), ...chain('transmit', ways.transmit)],
  };
}

/** Every part once. */
export function partsOf({ columns }: DataPath): readonly Part[] {
  return columns.flat();
}

function waysOf(scenario: Scenario, choice: TechniqueChoice): Ways {
  const { zones } = words().dataPath;
  switch (choice.name) {
    case 'native':
      return ownDriver(scenario, choice, { cpu: parts.process, zone: 'host', vm: zones.system });
    case 'direct':
    case 'sriov':
      return ownDriver(scenario, choice, { cpu: parts.vcpu, zone: 'vm', vm: vmTitle(scenario) });
    case 'emulated':
      return overBridge(scenario, parts.deviceModel('receive'), { receive: parts.guestReceiveRing('e1000'), transmit: null });
    case 'virtio':
      return overBridge(scenario, parts.deviceModel('both'), parts.guestRings('virtqueue'));
    case 'vhost-net':
      return overBridge(scenario, parts.vhostWorker, parts.guestRings('virtqueue'));
    case 'vhost-user':
      return overBackend(scenario, parts.switchCore, parts.guestRings('virtqueue'), zones.userSpaceSwitch);
    case 'vmdq':
      return overBackend(scenario, parts.queueHandler, parts.guestRings('ring'), zones.hypervisor);
    case 'xen-split-driver':
      return choice.options.driverPlacement === 'hypervisor'
        ? overBackend(scenario, parts.hypervisorDriver, parts.guestRings('sharedRing'), zones.hypervisor)
        : overDriverDomain(scenario);
  }
}

/** The guest, or the process of a system, drives queues of the NIC itself. */
function ownDriver(
  scenario: Scenario,
  choice: TechniqueChoice,
  { cpu, zone, vm }: { readonly cpu: PlainPart; readonly zone: 'host' | 'vm'; readonly vm: string },
): Ways {
  const { links } = words().dataPath;
  const rings = parts.nicRings('vm');
  const bus = translated(scenario, choice) ? [parts.pcie, parts.iommu] : [parts.pcie];
  const guest = guestEnd(scenario);
  const isLocal = zone === 'host' && scenario.flows.some(({ direction }) => direction === 'vm-to-vm');
  return {
    columns: [
      [parts.wire],
      [parts.nic],
      ...bus.map((one) => [one]),
      [rings.receive, ...(isLocal ? [parts.loopback] : []), rings.transmit],
      [cpu],
      ...guest.columns,
    ],
    receive: [parts.wire, parts.nic, ...bus, rings.receive, cpu, ...guest.receive],
    transmit: [...guest.transmit, cpu, rings.transmit, ...bus.toReversed(), parts.nic, parts.wire],
    labels: { 'nic-receive-ring vcpu': zone === 'host' ? links.interrupt : links.interruptToGuest },
    zones: { ...commonZones(), vm },
  };
}

/** Host driver, bridge and tap, then a backend for each VM. Without a ring to transmit from, sending is the work of the vCPU. */
function overBridge(
  scenario: Scenario,
  backend: PlainPart,
  ring: { readonly receive: PlainPart; readonly transmit: PlainPart | null },
): Ways {
  const { links } = words().dataPath;
  const host = hostEnd();
  const guest = guestEnd(scenario);
  return {
    columns: [
      ...host.columns,
      [parts.softInterrupt],
      [parts.tapQueue],
      [backend],
      ring.transmit ? [ring.receive, ring.transmit] : [ring.receive],
      [parts.vcpu],
      ...guest.columns,
    ],
    receive: [...host.receive, parts.softInterrupt, parts.tapQueue, backend, ring.receive, parts.vcpu, ...guest.receive],
    transmit: [...guest.transmit, parts.vcpu, ...(ring.transmit ? [ring.transmit, backend] : []), ...host.transmit],
    labels: ring.transmit ? { 'backend nic-transmit-ring': links.tapBridgeDriver } : { 'vcpu nic-transmit-ring': links.deviceModelOnVcpu },
    zones: { ...commonZones(), host: words().dataPath.zones.kernelAndBackend, vm: vmTitle(scenario) },
  };
}

/** One context between the NIC's rings and those of the guest. */
function overBackend(scenario: Scenario, backend: PlainPart, ring: ReturnType<typeof parts.guestRings>, hostTitle: string): Ways {
  const host = hostEnd();
  const guest = guestEnd(scenario);
  return {
    columns: [...host.columns, [backend], [ring.receive, ring.transmit], [parts.vcpu], ...guest.columns],
    receive: [...host.receive, backend, ring.receive, parts.vcpu, ...guest.receive],
    transmit: [...guest.transmit, parts.vcpu, ring.transmit, backend, ...host.transmit],
    zones: { ...commonZones(), host: hostTitle, vm: vmTitle(scenario) },
  };
}

function overDriverDomain(scenario: Scenario): Ways {
  const host = hostEnd();
  const ring = parts.guestRings('sharedRing');
  const guest = guestEnd(scenario);
  return {
    columns: [
      ...host.columns,
      [parts.driverDomainReceive],
      [parts.netbackQueue],
      [parts.netback],
      [ring.receive, ring.transmit],
      [parts.vcpu],
      ...guest.columns,
    ],
    receive: [...host.receive, parts.driverDomainReceive, parts.netbackQueue, parts.netback, ring.receive, parts.vcpu, ...guest.receive],
    transmit: [...guest.transmit, parts.vcpu, ring.transmit, parts.netback, ...host.transmit],
    labels: { 'backend nic-transmit-ring': words().dataPath.links.bridgeDriver },
    zones: { ...commonZones(), host: words().dataPath.zones.driverDomain, vm: vmTitle(scenario) },
  };
}

/** Wire, NIC and the rings that a driver of the host serves. */
function hostEnd(): End {
  const rings = parts.nicRings('host');
  return {
    columns: [[parts.wire], [parts.nic], [parts.pcie], [rings.receive, rings.transmit]],
    receive: [parts.wire, parts.nic, parts.pcie, rings.receive],
    transmit: [rings.transmit, parts.pcie, parts.nic, parts.wire],
  };
}

/** Sockets and application, where the guests have some; a forwarder turns packets round on its vCPU, a data plane sends and drops there. */
function guestEnd({ vms, flows }: Scenario): End {
  const hasSockets = vms.some(({ application: { kind } }) => kind === 'sockets' || kind === 'request-server');
  if (hasSockets) {
    return {
      columns: [[parts.socketQueue, parts.sendQueue], [parts.application]],
      receive: [parts.socketQueue, parts.application],
      transmit: [parts.application, parts.sendQueue],
    };
  }
  const sends = flows.some(({ direction }) => direction === 'transmit' || direction === 'vm-to-vm');
  return sends ? { columns: [[parts.sendQueue]], receive: [], transmit: [parts.sendQueue] } : { columns: [], receive: [], transmit: [] };
}

/** Those that every way has. */
function commonZones(): Pick<DataPath['zones'], 'wire' | 'nic' | 'bus'> {
  const { wire, nic, bus } = words().dataPath.zones;
  return { wire, nic, bus };
}

function vmTitle({ vms }: Scenario): string {
  const count = vms.reduce((sum, group) => sum + group.count, 0);
  return words().dataPath.zones.vms(count);
}

/** Whether DMA goes through the IOMMU (main/engine/techniques/assigned.ts, native.ts). */
function translated({ host }: Scenario, { name, options }: TechniqueChoice): boolean {
  if (options.dmaProtection === 'hypervisor') return false;
  return (options.iommuMode ?? (name === 'native' ? 'pass-through' : host.iommu.mode)) !== 'pass-through';
}
