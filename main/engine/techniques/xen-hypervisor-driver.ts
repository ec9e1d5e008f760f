/**
 * Xen's split driver with the fast path of the NIC driver in the hypervisor (Menon, Schubert, Zwaenepoel, TwinDrivers, ASPLOS 2009): the interrupt runs
 * the driver where it lands, which sorts frames by address and copies them into guest memory; the guest sends by a hypercall that runs the driver.
 * No driver domain, bridge or netback, and no switch of domains but to the guest. The guest's half grants nothing, and costs what a NIC driver costs.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { limited } from '../model/host-network.ts';
import { HostInterrupt } from '../model/interrupt.ts';
import type { Machine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import { GuestKick } from '../model/notification.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { queueOfConnection, SwitchOutput } from '../model/switch-output.ts';
import { guestReceiveRing, guestTransmitRing } from '../model/virtqueue.ts';
import { eventChannel } from './xen-grants.ts';

const HYPERVISOR = 'hypervisor';

export function buildHypervisorDriver(machine: Machine): void {
  const { costs, packets } = machine;
  const drivers = machine
    .networkCores(machine.settings.technique.options.workerCores ?? 1)
    .map((core, number) =>
      machine.context({ name: `hypervisor driver ${number}`, core, vm: -1, priority: true, switchNs: 0, switchActor: HYPERVISOR }),
    );
  const vcpus = machine.vms.map((vm) => machine.vcpu(vm, 0, costs['xen.domainSwitch'], costs['xen.hypercall'] + costs['xen.domainSwitch']));
  const toGuest = machine.vms.map((vm) =>
    guestReceiveRing(machine, vm, vcpus[vm.index], {
      descriptors: costs['xen.ring'],
      interrupt: eventChannel(machine),
      signalCycles: costs['xen.eventChannel'],
      actor: HYPERVISOR,
    }).dropping(),
  );
  const vectors = machine.ports.map((port, portNumber) => {
    const queues = drivers.map((driver, number) => {
      const vector = interruptVector(machine, new HostInterrupt(machine, driver, costs['xen.interrupt']));
      const queue = receiveQueue(machine, `port ${portNumber} queue ${number}`, vector, false);
      new Service(machine, driver, {
        name: 'driver in the hypervisor',
        input: queue.ring,
        output: new SwitchOutput(packets, toGuest, transmitQueue(machine, port, driver, { name: `port ${portNumber} forwarding`, vector })),
        stage: Stage.host,
        batch: costs['napi.weight'],
        level: 1,
        costs: [
          { actor: HYPERVISOR, activity: 'poll', event: costs['host.poll'] },
          { actor: HYPERVISOR, activity: 'driver', frame: costs['host.driverReceive'] },
          copyCost(costs, HYPERVISOR, 'driver to guest', 'cold'),
        ],
      });
      return { queue, vector };
    });
    port.receive.classify = (packet) => queues[queueOfConnection(packets.connection[packet] + 7 * packets.vm[packet], queues.length)].queue;
    return queues.map(({ vector }) => vector);
  });
  for (const vm of machine.vms) {
    const number = vm.index % drivers.length;
    const driver = drivers[number];
    const transmit = guestTransmitRing(machine, vm, costs['xen.ring'], new GuestKick(machine, driver, costs['xen.hypercall'], 'hypercall'));
    const wire = transmitQueue(machine, machine.ports[vm.port], driver, { name: `${vm.name} transmit`, vector: vectors[vm.port][number] });
    new Service(machine, driver, {
      name: 'transmit in the hypervisor',
      input: transmit,
      output: limited(machine, vm, new SwitchOutput(packets, toGuest, wire)),
      stage: Stage.host,
      batch: costs['napi.weight'],
      costs: [{ actor: HYPERVISOR, activity: 'driver', unit: costs['host.driverTransmit'] }],
    });
    const paravirtualization = { actor: 'guest', activity: 'paravirtualization', unit: costs['xen.guestPacket'] };
    attachGuest(machine, vm, vcpus[vm.index], {
      receiveRings: [toGuest[vm.index]],
      transmit,
      driverReceive: [{ actor: 'guest', activity: 'driver', unit: costs['guest.driverReceive'] }, paravirtualization],
      driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.driverTransmit'] }, paravirtualization],
      deviceReceive: [],
      deviceTransmit: [],
      receivedWarm: true,
    });
  }
}
