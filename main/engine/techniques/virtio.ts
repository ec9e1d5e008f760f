/**
 * virtio with a backend in user space: as vhost-net up to the tap queue, but a device-model thread reads it by system calls and copies, and wakes
 * the guest through the kernel. Kicks and interrupts are suppressed while the other side is busy.
 */
import { attachGuest } from '../model/guest.ts';
import { bridgeFromVm, bridgeFromWire, tapQueue } from '../model/host-network.ts';
import { copyCost } from '../model/copy.ts';
import { GuestKick, ThreadWake } from '../model/notification.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { guestReceiveRing, guestTransmitRing, softwareInterrupt } from '../model/virtqueue.ts';
import type { Technique } from './technique.ts';

const ACTOR = 'device model';

export const virtio: Technique = {
  name: 'virtio',
  networkRole: 'network',
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const cores = machine.networkCores(machine.settings.technique.options.workerCores);
    const taps = machine.vms.map((vm) => tapQueue(machine, vm));
    const vectors = bridgeFromWire(machine, taps, cores);
    for (const vm of machine.vms) {
      const core = cores[vm.index % cores.length];
      const thread = machine.context({ name: `device model ${vm.name}`, core, vm: -1, switchNs: core.ns(costs['context.switch']) });
      const vcpu = machine.vcpu(vm, 0, costs['context.switch'] + costs['vm.exit']);
      const receive = guestReceiveRing(machine, vm, vcpu, {
        descriptors: costs['virtio.ring'],
        interrupt: softwareInterrupt(machine),
        signalCycles: costs['virtio.interrupt'] + costs['user.systemCall'],
        actor: ACTOR,
      });
      const tap = taps[vm.index];
      tap.setSignal(new ThreadWake(machine, thread));
      const systemCalls = { actor: ACTOR, activity: 'system calls', unit: costs['user.systemCall'] * costs['user.callsPerPacket'] };
      const mainLoop = { actor: ACTOR, activity: 'main loop', event: costs['user.mainLoop'] };
      const virtqueue = { actor: ACTOR, activity: 'virtqueue', unit: costs['virtio.backendPacket'] };
      new Service(machine, thread, {
        name: 'receive',
        input: tap,
        output: receive,
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [mainLoop, systemCalls, virtqueue, copyCost(costs, ACTOR, 'host to guest', 'cold')],
      });
      const transmit = guestTransmitRing(
        machine,
        vm,
        costs['virtio.ring'],
        new GuestKick(machine, thread, costs['virtio.kick'] + costs['vm.exitPollution'], 'kick', costs['virtio.transmitTimer']),
      );
      new Service(machine, thread, {
        name: 'transmit',
        input: transmit,
        output: bridgeFromVm(machine, vm, thread, taps, vectors),
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [
          mainLoop,
          systemCalls,
          virtqueue,
          copyCost(costs, ACTOR, 'guest to host', 'cold'),
          { actor: 'host', activity: 'tap', unit: costs['host.tapTransmit'] },
          { actor: 'host', activity: 'bridge', unit: costs['host.bridge'] },
          { actor: 'host', activity: 'driver', unit: costs['host.driverTransmit'] },
        ],
      });
      attachGuest(machine, vm, vcpu, {
        receiveRings: [receive],
        transmit,
        driverReceive: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualReceive'] }],
        driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualTransmit'] }],
        deviceReceive: [],
        deviceTransmit: [],
        receivedWarm: true,
      });
    }
  },
};
