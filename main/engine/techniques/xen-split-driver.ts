/**
 * Xen's split driver: wire, driver domain (NIC driver, bridge, netback), grant copy by hypercall, event channel, netfront.
 * The driver domain's vCPUs (one unless told otherwise) do all of it for all guests: a shared serial bottleneck.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { limited } from '../model/host-network.ts';
import { HostInterrupt, type GuestInterruptOptions } from '../model/interrupt.ts';
import type { Machine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import { GuestKick } from '../model/notification.ts';
import { Ring } from '../model/ring.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { queueOfConnection, SwitchOutput } from '../model/switch-output.ts';
import { guestReceiveRing, guestTransmitRing } from '../model/virtqueue.ts';
import type { Technique } from './technique.ts';

const DRIVER_DOMAIN = 'driver domain';

export const xenSplitDriver: Technique = {
  name: 'xen-split-driver',
  networkRole: DRIVER_DOMAIN,
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const cores = machine.networkCores(machine.settings.technique.options.workerCores ?? 1);
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
    const toGuest = machine.vms.map(
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
    const vectors = machine.ports.map((port, portNumber) => {
      const queues = domain.map((vcpu, number) => {
        const vector = interruptVector(machine, new HostInterrupt(machine, vcpu, costs['xen.interrupt']));
        const queue = receiveQueue(machine, `port ${portNumber} queue ${number}`, vector, false);
        new Service(machine, vcpu, {
          name: 'driver and bridge',
          input: queue.ring,
          output: new SwitchOutput(
            machine.packets,
            toGuest,
            transmitQueue(machine, port, vcpu, { name: `port ${portNumber} forwarding`, vector }),
          ),
          stage: Stage.host,
          batch: costs['napi.weight'],
          level: 1,
          merge: true,
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
      new Service(machine, backend, {
        name: 'netback receive',
        input: toGuest[vm.index],
        output: receive,
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [
          { actor: 'hypervisor', activity: 'hypercall', event: costs['xen.hypercall'] },
          { actor: DRIVER_DOMAIN, activity: 'netback', unit: costs['xen.netbackReceive'] },
          { actor: 'hypervisor', activity: 'grant operation', unit: costs['xen.grantReceive'] },
          copyCost(costs, 'hypervisor', 'driver domain to guest', 'cold'),
        ],
      });
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
        output: limited(machine, vm, new SwitchOutput(machine.packets, toGuest, wire)),
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [
          { actor: 'hypervisor', activity: 'hypercall', event: costs['xen.hypercall'] },
          { actor: 'hypervisor', activity: 'grant operation', unit: costs['xen.grantTransmit'] },
          { actor: DRIVER_DOMAIN, activity: 'netback', unit: costs['xen.netbackTransmit'] },
          { actor: DRIVER_DOMAIN, activity: 'bridge', unit: costs['host.bridge'] },
          { actor: DRIVER_DOMAIN, activity: 'driver', unit: costs['host.driverTransmit'] },
        ],
      });
      attachGuest(machine, vm, vcpu, {
        receiveRings: [receive],
        transmit,
        driverReceive: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualReceive'] }, paravirtualization],
        driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualTransmit'] }, paravirtualization],
        deviceReceive: [],
        deviceTransmit: [],
        receivedWarm: false,
      });
    }
  },
};

/** A paravirtual guest takes an event channel upcall: no exits, no end of interrupt. The hypervisor's part is the sender's hypercall. */
function eventChannel(machine: Machine): GuestInterruptOptions {
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
