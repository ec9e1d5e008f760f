/**
 * A guest's side of a queue pair: soft interrupt, stack and application on a vCPU. The technique brings the device: its receive rings, where
 * transmitted packets go, and what its driver costs.
 */
import type { Context } from './context.ts';
import { copyCost } from './copy.ts';
import type { Machine, VirtualMachine } from './machine.ts';
import type { Output } from './output.ts';
import { Ring } from './ring.ts';
import { Service } from './service.ts';
import type { Signal } from './signal.ts';
import { Stage } from './stage.ts';
import type { CostItem } from './work-cost.ts';

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
  return vm.group.application.kind === 'poll-forwarder' ? null : signal;
}

export function attachGuest(machine: Machine, vm: VirtualMachine, vcpu: Context, device: GuestDevice): void {
  switch (vm.group.application.kind) {
    case 'sockets':
    case 'request-server':
      attachSockets(machine, vm, vcpu, device);
      break;
    case 'kernel-forwarder':
    case 'poll-forwarder':
      attachForwarder(machine, vm, vcpu, device);
      break;
  }
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
  for (const ring of [...device.receiveRings, ...(device.localRings ?? [])]) {
    const fromDevice = device.receiveRings.includes(ring);
    new Service(machine, vcpu, {
      name: 'soft interrupt',
      input: ring,
      output: stackOutput,
      stage: Stage.guest,
      batch: costs['napi.weight'],
      level: 1,
      merge: true,
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
    output: {
      room: () => Number.POSITIVE_INFINITY,
      push: (packet) => flows.arriveAtGuest(packet),
      flush: () => undefined,
      wait: () => undefined,
    },
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
  const { costs, ledger, flows } = machine;
  const stack = [
    { actor: 'guest', activity: 'stack', unit: costs['guest.stackTransmit'] },
    ...device.driverTransmit,
    ...device.deviceTransmit,
  ];
  const application = [
    { actor: 'guest', activity: 'application', unit: costs['guest.socketTransmit'] },
    copyCost(costs, 'guest', 'application to kernel', 'warm'),
  ];
  const queue = (name: string) =>
    new Ring(
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
  const way = { output: device.transmit, stage: Stage.guest, batch: APPLICATION_BATCH };
  const send = queue('send queue');
  const control = queue('acknowledgements');
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
  const { costs, packets } = machine;
  const polling = vm.group.application.kind === 'poll-forwarder';
  const { transmit } = device;
  const toWire: Output = {
    room: () => transmit.room(),
    push: (packet) => {
      packets.destination[packet] = -1;
      transmit.push(packet);
    },
    flush: (producer) => transmit.flush(producer),
    wait: (service) => transmit.wait(service),
  };
  for (const ring of [...device.receiveRings, ...(device.localRings ?? [])]) {
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
