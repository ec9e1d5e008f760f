/**
 * virtio with vhost-user: a poll-mode switch on cores of its own (one unless told otherwise) moves frames between the NIC and guest buffers.
 * No kick exits, since the switch polls the guests' rings; the guest is interrupted unless it polls too. The cores are busy all the time.
 */
import { copyCost } from '../model/copy.ts';
import { switchCosts } from '../model/data-plane.ts';
import { attachGuest } from '../model/guest.ts';
import { limited } from '../model/host-network.ts';
import { receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { HashOutput, queueOfConnection, SwitchOutput } from '../model/switch-output.ts';
import { guestReceiveRing, guestTransmitRing, softwareInterrupt } from '../model/virtqueue.ts';
import type { Ring } from '../model/ring.ts';
import type { Technique } from './technique.ts';

const ACTOR = 'switch';

export const vhostUser: Technique = {
  name: 'vhost-user',
  networkRole: 'switch',
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const cores = machine.networkCores(machine.settings.technique.options.workerCores ?? 1);
    const polledRings = machine.ports.length + Math.ceil(machine.vms.length / cores.length);
    const pollers = cores.map((core, number) =>
      machine.context({
        name: `switch core ${number}`,
        core,
        vm: -1,
        polling: true,
        switchNs: core.ns(costs['context.switch']),
        pollLoopNs: core.ns(costs['dpdk.emptyPoll'] * polledRings),
      }),
    );
    const own = switchCosts[machine.settings.technique.options.switch ?? 'ovs-dpdk'];
    const burst = { actor: ACTOR, activity: 'poll', event: costs[own.burst] };
    const forward = { actor: ACTOR, activity: 'forwarding', frame: costs[own.packet] };
    const crossing = { actor: ACTOR, activity: 'vhost crossing', unit: costs[own.vhost] };
    // The switch has read the header of what came from the wire: the copy does not begin with a miss.
    const copyIn = { ...copyCost(costs, ACTOR, 'host to guest', 'cold'), unitNs: 0 };
    const receiveRings: Ring[][] = [];
    const guests = machine.vms.map((vm) => {
      receiveRings[vm.index] = [];
      return vm.cores.map((_, number) => {
        const vcpu = machine.vcpu(vm, number, costs['context.switch'] + costs['vm.exit']);
        receiveRings[vm.index].push(
          guestReceiveRing(machine, vm, vcpu, {
            descriptors: costs['virtio.ring'],
            interrupt: softwareInterrupt(machine),
            signalCycles: costs['virtio.interrupt'],
            actor: ACTOR,
          }).dropping(),
        );
        return vcpu;
      });
    });
    const toVm = receiveRings.map((rings) => new HashOutput(machine.packets, rings));
    for (const [portNumber, port] of machine.ports.entries()) {
      const queues = pollers.map((poller, number) => {
        const queue = receiveQueue(machine, `port ${portNumber} queue ${number}`, null, false);
        new Service(machine, poller, {
          name: 'from wire',
          input: queue.ring,
          output: new SwitchOutput(
            machine.packets,
            toVm,
            transmitQueue(machine, port, poller, { name: `port ${portNumber} forwarding`, vector: null }),
          ),
          stage: Stage.backend,
          batch: costs[own.batch],
          costs: [burst, forward, crossing, copyIn],
        });
        return queue;
      });
      port.receive.classify = (packet) =>
        queues[queueOfConnection(machine.packets.connection[packet] + 7 * machine.packets.vm[packet], queues.length)];
    }
    for (const vm of machine.vms) {
      const poller = pollers[vm.index % pollers.length];
      for (const [number, vcpu] of guests[vm.index].entries()) {
        const transmit = guestTransmitRing(machine, vm, costs['virtio.ring'], null);
        const wire = transmitQueue(machine, machine.ports[vm.port], poller, { name: `${vm.name} transmit`, vector: null });
        new Service(machine, poller, {
          name: 'from guest',
          input: transmit,
          output: limited(machine, vm, new SwitchOutput(machine.packets, toVm, wire)),
          stage: Stage.backend,
          batch: costs[own.batch],
          costs: [burst, forward, crossing, copyCost(costs, ACTOR, 'guest to host', 'cold')],
        });
        attachGuest(machine, vm, vcpu, {
          receiveRings: [receiveRings[vm.index][number]],
          transmit,
          driverReceive: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualReceive'] }],
          driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.paravirtualTransmit'] }],
          deviceReceive: [],
          deviceTransmit: [],
          receivedWarm: true,
        });
      }
    }
  },
};
