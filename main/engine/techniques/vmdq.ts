/**
 * VMDq: the NIC sorts frames into a hardware queue for each VM; the hypervisor handles that queue on the VM's behalf, on a core of its own choice,
 * with no software switch. Frames land in guest memory (grants are reused), or are copied for each queue. On transmit each VM has its own hardware
 * queue, and the NIC's arbiter shares the wire.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { HostInterrupt } from '../model/interrupt.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { ReceiveQueue } from '../model/nic-receive.ts';
import { GuestKick } from '../model/notification.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { guestReceiveRing, guestTransmitRing, softwareInterrupt } from '../model/virtqueue.ts';
import { segmentMerge } from '../model/work-cost.ts';
import type { Technique } from './technique.ts';

const ACTOR = 'hypervisor';

export const vmdq: Technique = {
  name: 'vmdq',
  networkRole: 'network',
  virtualized: true,
  switchesInside: true,
  build(machine) {
    const { costs, packets } = machine;
    const { options } = machine.settings.technique;
    const copies = options.dataPlacement === 'copy';
    const cores = machine.networkCores(options.workerCores);
    const queues: ReceiveQueue[] = [];
    for (const vm of machine.vms) {
      const core = cores[vm.index % cores.length];
      const handler = machine.context({ name: `queue of ${vm.name}`, core, vm: -1, priority: true, switchNs: 0 });
      const vcpu = machine.vcpu(vm, 0, costs['context.switch'] + costs['vm.exit']);
      const vector = interruptVector(machine, new HostInterrupt(machine, handler, 0));
      const queue = receiveQueue(machine, `queue of ${vm.name}`, vector, false);
      queues[vm.index] = queue;
      const receive = guestReceiveRing(machine, vm, vcpu, {
        descriptors: costs['virtio.ring'],
        interrupt: softwareInterrupt(machine),
        signalCycles: costs['virtio.interrupt'],
        actor: ACTOR,
      });
      new Service(machine, handler, {
        name: 'queue receive',
        input: queue.ring,
        output: receive,
        stage: Stage.host,
        batch: costs['napi.weight'],
        level: 1,
        merge: segmentMerge('host', costs['host.segmentMerge']),
        costs: [
          { actor: 'host', activity: 'poll', event: costs['host.poll'] },
          { actor: 'host', activity: 'driver', frame: costs['host.driverReceive'] },
          { actor: ACTOR, activity: 'queue hand-over', unit: costs['vmdq.queueReceive'] },
          ...(copies ? [copyCost(costs, ACTOR, 'queue to guest', 'cold')] : []),
        ],
      });
      const transmit = guestTransmitRing(
        machine,
        vm,
        costs['virtio.ring'],
        new GuestKick(machine, handler, costs['virtio.kick'] + costs['vm.exitPollution'], 'kick'),
      );
      new Service(machine, handler, {
        name: 'queue transmit',
        input: transmit,
        output: transmitQueue(machine, machine.ports[vm.port], handler, {
          name: `${vm.name} transmit`,
          weight: vm.group.weight,
          rateLimitMbps: vm.group.rateLimitMbps,
          vector,
        }),
        stage: Stage.host,
        batch: costs['napi.weight'],
        costs: [
          { actor: ACTOR, activity: 'queue hand-over', unit: costs['vmdq.queueTransmit'] },
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
        receivedWarm: copies,
      });
    }
    for (const port of machine.ports) port.receive.classify = (packet) => queues[packets.destination[packet]];
  },
};
