/**
 * A guest's side of a queue pair: soft interrupt, stack and application on a vCPU. The technique brings the device: its receive rings, where
 * transmitted packets go, and what its driver costs.
 */
import { polls } from '../../../shared/scenario/applications.ts';
import type { Context } from './context.ts';
import { copyCost } from './copy.ts';
import { dataPlaneWork, type DataPlane } from './data-plane.ts';
import { HeldOutput } from './held-output.ts';
import type { Machine, VirtualMachine } from './machine.ts';
import type { Output } from './output.ts';
import { addCounterReadings } from './periodic-work.ts';
import { Ring } from './ring.ts';
import { Service } from './service.ts';
import type { Signal } from './signal.ts';
import { Stage } from './stage.ts';
import { segmentMerge, type CostItem } from './work-cost.ts';

export interface GuestDevice {
  /** Rings that the vCPU's soft interrupt polls. */
  readonly receiveRings: readonly Ring[];
  /** Rings of packets that never met a device (loopback): polled likewise, without driver and IOMMU. Default: none. */
  readonly localRings?: readonly Ring[];
  readonly transmit: Output;
  /** Kernel driver of the device; a poll-mode forwarder has its own. */
  readonly driverReceive: readonly CostItem[];
  readonly driverTransmit: readonly CostItem[];
  /** What any driver of the device pays: exits for registers, IOMMU mappings. */
  readonly deviceReceive: readonly CostItem[];
  readonly deviceTransmit: readonly CostItem[];
  /** Whether the received bytes are in the cache already (copied by the host). */
  readonly receivedWarm: boolean;
}

/** The signal of a guest's receive ring; a polling guest needs none. */
export function unlessPolling(vm: VirtualMachine, signal: Signal): Signal | null {
  return polls(vm.group.application) ? null : signal;
}

export function attachGuest(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice): void {
  const { application } = vm.group;
  switch (application.kind) {
    case 'sockets':
    case 'request-server':
      attachSockets(machine, vm, vcpu, device);
      break;
    case 'kernel-forwarder':
    case 'poll-forwarder':
      attachForwarder(machine, vm, vcpu, device);
      break;
    case 'data-plane':
      attachDataPlane(machine, vm, vcpu, device, application);
      break;
  }
}

/** No stack and no sockets: what comes from the wire is dropped or goes back, what is sent goes straight to the driver. */
function attachDataPlane(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice, plane: DataPlane): void {
  const work = dataPlaneWork(machine.costs, plane, machine.settings.nic.losesRedirectedPages.value > 0);
  const transmit =
    plane.transmitHoldUs > 0
      ? new HeldOutput(machine, device.transmit, vcpu, plane.transmitHoldPackets, plane.transmitHoldUs * 1000)
      : device.transmit;
  const back = backToWire(machine, transmit);
  const forwards = machine.settings.scenario.flows.some((flow) => flow.vms === vm.group.name && flow.direction === 'forward');
  const drop = arrivals(machine);
  for (const { ring, fromDevice } of polledRings(device)) {
    new Service(machine, vcpu, {
      name: forwards ? 'forward' : 'drop',
      input: ring,
      output: forwards ? back : drop,
      stage: Stage.guest,
      batch: work.batch,
      level: 1,
      exactDepartures: !forwards,
      onePass: work.onePass,
      costs: [
        ...(forwards ? work.forward : work.drop),
        ...(fromDevice ? device.deviceReceive : []),
        ...(forwards ? device.deviceTransmit : []),
      ],
    });
  }
  const send = sendQueue(machine, vm, 'send queue');
  new Service(machine, vcpu, {
    name: 'send',
    input: send,
    output: transmit,
    stage: Stage.guest,
    batch: work.batch,
    costs: [...work.send, ...device.deviceTransmit],
  });
  vm.sendRings.push(send);
  const isMainThread = vm.sendRings.length === 1;
  if (isMainThread && readsCounters(machine, plane)) addCounterReadings(machine, vcpu, plane.counterReadingsMs * 1e6);
}

/** Of NICs that it drives by itself: those of other techniques have few counters, or keep them in memory. */
function readsCounters(machine: Machine, plane: DataPlane): plane is DataPlane & { readonly counterReadingsMs: number } {
  const { name } = machine.settings.technique;
  return plane.counterReadingsMs !== undefined && polls(plane) && (name === 'native' || name === 'direct');
}

function attachSockets(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice): void {
  const { costs, ledger, flows } = machine;
  const application = vm.group.application;
  const socket = new Ring(
    {
      name: `${vm.name} socket`,
      capacity: costs['backlog.packets'],
      waitStage: Stage.socketQueue,
      dropSlot: ledger.slot('drop', 'guest socket'),
      signal: null,
      whenFull: 'drop',
    },
    flows,
  );
  const stackOutput: Output = {
    room: () => socket.room(),
    push: (packet) => {
      if (machine.packets.control[packet]) flows.arriveAtGuest(packet);
      else socket.push(packet);
    },
    flush: (producer) => socket.flush(producer),
    wait: (service) => socket.wait(service),
  };
  for (const { ring, fromDevice } of polledRings(device)) {
    new Service(machine, vcpu, {
      name: 'soft interrupt',
      input: ring,
      output: stackOutput,
      stage: Stage.guest,
      batch: costs['napi.weight'],
      level: 1,
      merge: segmentMerge('guest', costs['guest.segmentMerge']),
      costs: [
        { actor: 'guest', activity: 'poll', event: costs['guest.poll'] },
        ...(fromDevice ? [...device.deviceReceive, ...device.driverReceive] : []),
        { actor: 'guest', activity: 'stack', unit: costs['guest.stackReceive'] },
      ],
    });
  }
  const service = application.kind === 'request-server' ? machine.stream(`service ${vcpu.name}`) : null;
  const meanNs = application.kind === 'request-server' ? application.serviceUs * 1000 : 0;
  const exponential = application.kind === 'request-server' && application.serviceDistribution === 'exponential';
  new Service(machine, vcpu, {
    name: 'application',
    input: socket,
    output: arrivals(machine),
    stage: Stage.application,
    batch: application.kind === 'request-server' ? 1 : APPLICATION_BATCH,
    exactDepartures: true,
    costs: [
      { actor: 'guest', activity: 'application', unit: costs['guest.socketReceive'] },
      copyCost(costs, 'guest', 'kernel to application', device.receivedWarm ? 'warm' : 'cold'),
    ],
    ...(service ? { extraNs: () => (exponential ? service.exponential(meanNs) : meanNs), extraActor: 'guest', interruptible: true } : {}),
  });
  attachSender(machine, vm, vcpu, device);
}

/** Packets that a sink or source handles before it looks for more urgent work; a server answers a request before it takes the next. */
const APPLICATION_BATCH = 16;
/** Send calls of this size fill a unit of segmentation offload. */
const WHOLE_UNIT_BYTES = 65536;

/** The two ways out: the application's packets, and the stack's own acknowledgements. */
function attachSender(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice): void {
  const { costs, flows } = machine;
  const stack = [
    { actor: 'guest', activity: 'stack', unit: costs['guest.stackTransmit'] },
    ...device.driverTransmit,
    ...device.deviceTransmit,
  ];
  const application = [
    { actor: 'guest', activity: 'application', unit: costs['guest.socketTransmit'] },
    copyCost(costs, 'guest', 'application to kernel', 'fresh'),
  ];
  const way = { output: device.transmit, stage: Stage.guest, batch: APPLICATION_BATCH };
  const send = sendQueue(machine, vm, 'send queue');
  const control = sendQueue(machine, vm, 'acknowledgements');
  const callNs = costs['guest.socketTransmit'] / vcpu.core.frequencyGhz;
  const smallMessages = machine.settings.scenario.flows.some(
    ({ vms, traffic }) => vms === vm.group.name && traffic.kind === 'tcp-stream' && traffic.messageBytes < WHOLE_UNIT_BYTES,
  );
  new Service(machine, vcpu, {
    name: 'send',
    input: send,
    ...way,
    costs: [...application, ...stack],
    ...(smallMessages ? { extraNs: (packet: number) => flows.furtherCalls(packet) * callNs, interruptible: true } : {}),
  });
  new Service(machine, vcpu, { name: 'acknowledge', input: control, ...way, level: 1, costs: stack });
  vm.sendRings.push(send);
  vm.controlRings.push(control);
}

function attachForwarder(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice): void {
  const { costs } = machine;
  const polling = polls(vm.group.application);
  const toWire = backToWire(machine, device.transmit);
  for (const { ring } of polledRings(device)) {
    new Service(machine, vcpu, {
      name: 'forward',
      input: ring,
      output: toWire,
      stage: Stage.guest,
      batch: polling ? costs['dpdk.burst'] : costs['napi.weight'],
      level: 1,
      costs: polling
        ? [
            { actor: 'guest', activity: 'poll', event: costs['dpdk.poll'] },
            { actor: 'guest', activity: 'forwarding', frame: costs['guest.pollForward'] },
            ...device.deviceReceive,
            ...device.deviceTransmit,
          ]
        : [
            { actor: 'guest', activity: 'poll', event: costs['guest.poll'] },
            ...device.deviceReceive,
            ...device.driverReceive,
            { actor: 'guest', activity: 'forwarding', unit: costs['guest.forward'] },
            ...device.driverTransmit,
            ...device.deviceTransmit,
          ],
    });
  }
  attachSender(machine, vm, vcpu, device);
}

/** All that the soft interrupt polls, and whether its packets came from the device. */
function polledRings({ receiveRings, localRings = [] }: GuestDevice): { readonly ring: Ring; readonly fromDevice: boolean }[] {
  return [...receiveRings.map((ring) => ({ ring, fromDevice: true })), ...localRings.map((ring) => ({ ring, fromDevice: false }))];
}

/** The end of the way: the application has the packet. */
function arrivals({ flows }: Machine): Output {
  return {
    room: () => Number.POSITIVE_INFINITY,
    push: (packet) => flows.arriveAtGuest(packet),
    flush: () => undefined,
    wait: () => undefined,
  };
}

/** Frames that came from the wire leave for it again. */
function backToWire({ packets }: Machine, transmit: Output): Output {
  return {
    room: () => transmit.room(),
    push: (packet) => {
      packets.destination[packet] = -1;
      transmit.push(packet);
    },
    flush: (producer) => transmit.flush(producer),
    wait: (service) => transmit.wait(service),
  };
}

/** What the applications of a VM want to send. */
function sendQueue({ costs, ledger, flows }: Machine, vm: VirtualMachine, name: string): Ring {
  return new Ring(
    {
      name: `${vm.name} ${name}`,
      capacity: costs['backlog.packets'],
      waitStage: Stage.sendQueue,
      dropSlot: ledger.slot('drop', 'guest send queue'),
      signal: null,
      whenFull: 'drop',
    },
    flows,
  );
}
