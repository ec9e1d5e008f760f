/**
 * Xen's split driver: wire, driver domain (NIC driver, bridge, netback), grant copy by hypercall, event channel, netfront.
 * The driver domain's vCPUs (one unless told otherwise) do all of it for all guests: a shared serial bottleneck.
 * What became of it later is an option: who moves the packets (`xen-grants.ts`), whole pages on receive, containers of several packets, and a NIC
 * driver in the hypervisor (`xen-hypervisor-driver.ts`).
 */
import { attachGuest } from '../model/guest.ts';
import { limited } from '../model/host-network.ts';
import { BackendInterrupt, GuestInterrupt, HostInterrupt } from '../model/interrupt.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import { GuestKick } from '../model/notification.ts';
import { Ring } from '../model/ring.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { queueOfConnection, SwitchOutput } from '../model/switch-output.ts';
import { guestReceiveRing, guestTransmitRing } from '../model/virtqueue.ts';
import { segmentMerge } from '../model/work-cost.ts';
import type { Technique } from './technique.ts';
import { eventChannel, grantCosts } from './xen-grants.ts';
import { buildHypervisorDriver } from './xen-hypervisor-driver.ts';
import { TransmitResponses } from './xen-transmit-responses.ts';

const DRIVER_DOMAIN = 'driver domain';
/** A container of packets is one page. */
const CONTAINER_BYTES = 4096;

export const xenSplitDriver: Technique = {
  name: 'xen-split-driver',
  networkRole: DRIVER_DOMAIN,
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const { options } = machine.settings.technique;
    if (options.driverPlacement === 'hypervisor') {
      buildHypervisorDriver(machine);
      return;
    }
    const grants = grantCosts(costs, options);
    const cores = machine.networkCores(options.workerCores ?? 1);
    // A domain without work blocks by a hypercall, and the hypervisor switches to its idle domain and back.
    const switching = { switchCycles: costs['xen.domainSwitch'], fromIdleCycles: costs['xen.hypercall'] + costs['xen.domainSwitch'] };
    const domain = cores.map((core, number) =>
      machine.context({
        name: `driver domain vCPU ${number}`,
        core,
        vm: -1,
        switchNs: core.ns(switching.switchCycles),
        fromIdleNs: core.ns(switching.fromIdleCycles),
        switchActor: 'hypervisor',
      }),
    );
    const netbackQueues = () =>
      machine.vms.map(
        (vm) =>
          new Ring(
            {
              name: `${vm.name} netback`,
              capacity: costs['backlog.packets'],
              waitStage: Stage.backendQueue,
              dropSlot: machine.ledger.slot('drop', 'netback queue'),
              signal: null,
              whenFull: 'drop',
            },
            machine.flows,
          ),
      );
    // What a guest sent fills its pages, also when netback hands it to another guest; what the NIC received came in a buffer for each frame.
    const fromWire = netbackQueues();
    const fromGuests = netbackQueues();
    const vectors = machine.ports.map((port, portNumber) => {
      const queues = domain.map((vcpu, number) => {
        const vector = interruptVector(machine, new HostInterrupt(machine, vcpu, costs['xen.interrupt']));
        const queue = receiveQueue(machine, `port ${portNumber} queue ${number}`, vector, false);
        new Service(machine, vcpu, {
          name: 'driver and bridge',
          input: queue.ring,
          output: new SwitchOutput(
            machine.packets,
            fromWire,
            transmitQueue(machine, port, vcpu, { name: `port ${portNumber} forwarding`, vector }),
          ),
          stage: Stage.host,
          batch: costs['napi.weight'],
          level: 1,
          merge: segmentMerge(DRIVER_DOMAIN, costs['host.segmentMerge']),
          costs: [
            { actor: DRIVER_DOMAIN, activity: 'poll', event: costs['host.poll'] },
            { actor: DRIVER_DOMAIN, activity: 'driver', frame: costs['host.driverReceive'] },
            { actor: DRIVER_DOMAIN, activity: 'bridge', unit: costs['host.bridge'] },
          ],
        });
        return { queue, vector };
      });
      port.receive.classify = (packet) =>
        queues[queueOfConnection(machine.packets.connection[packet] + 7 * machine.packets.vm[packet], queues.length)].queue;
      return queues.map(({ vector }) => vector);
    });
    const aggregated = options.aggregatePackets ?? 1;
    const container = aggregated > 1 ? { batch: aggregated, batchBytes: CONTAINER_BYTES } : { batch: costs['napi.weight'] };
    const paravirtualization = { actor: 'guest', activity: 'paravirtualization', unit: costs['xen.guestPacket'] };
    for (const vm of machine.vms) {
      const backendNumber = vm.index % domain.length;
      const backend = domain[backendNumber];
      const vcpu = machine.vcpu(vm, 0, switching.switchCycles, switching.fromIdleCycles);
      const receive = guestReceiveRing(machine, vm, vcpu, {
        descriptors: costs['xen.ring'],
        interrupt: eventChannel(machine),
        signalCycles: costs['xen.eventChannel'],
        actor: 'hypervisor',
      });
      const netback = { name: 'netback receive', output: receive, stage: Stage.backend, ...container };
      new Service(machine, backend, { ...netback, input: fromWire[vm.index], costs: grants.backendReceive });
      new Service(machine, backend, { ...netback, input: fromGuests[vm.index], costs: grants.backendReceivePages });
      const responses = new BackendInterrupt(
        machine,
        new GuestInterrupt(machine, vcpu, eventChannel(machine)),
        costs['xen.eventChannel'],
        'hypervisor',
      );
      const transmit = guestTransmitRing(
        machine,
        vm,
        costs['xen.ring'],
        new GuestKick(machine, backend, costs['xen.eventChannel'], 'hypercall'),
      );
      const vector = vectors[vm.port][backendNumber];
      const wire = transmitQueue(machine, machine.ports[vm.port], backend, { name: `${vm.name} transmit`, vector });
      new Service(machine, backend, {
        name: 'netback transmit',
        input: transmit,
        output: new TransmitResponses(limited(machine, vm, new SwitchOutput(machine.packets, fromGuests, wire)), responses, vcpu, receive),
        stage: Stage.backend,
        ...container,
        costs: [
          ...grants.backendTransmit,
          { actor: DRIVER_DOMAIN, activity: 'bridge', unit: costs['host.bridge'] },
          { actor: DRIVER_DOMAIN, activity: 'driver', unit: costs['host.driverTransmit'] },
        ],
      });
      attachGuest(machine, vm, vcpu, {
        receiveRings: [receive],
        transmit,
        driverReceive: [
          { actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualReceive'] },
          paravirtualization,
          ...grants.guestReceive,
        ],
        driverTransmit: [
          { actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualTransmit'] },
          paravirtualization,
          ...grants.guestTransmit,
        ],
        deviceReceive: [],
        deviceTransmit: [],
        receivedWarm: grants.receivedWarm,
      });
    }
  },
};
