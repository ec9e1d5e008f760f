/**
 * virtio with vhost-net: soft interrupt and bridge to the tap queue, a kernel worker for each queue pair, virtqueue, irqfd.
 * One worker serves both directions in turns bounded by packets and bytes; no crossing to user space.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { bridgeFromVm, bridgeFromWire, tapQueue } from '../model/host-network.ts';
import type { Machine } from '../model/machine.ts';
import { GuestKick, ThreadWake } from '../model/notification.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { HashOutput } from '../model/switch-output.ts';
import { guestReceiveRing, guestTransmitRing, softwareInterrupt } from '../model/virtqueue.ts';
import type { Technique } from './technique.ts';

export const vhostNet: Technique = {
  name: 'vhost-net',
  networkRole: 'network',
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const cores = machine.networkCores(machine.settings.technique.options.workerCores);
    const taps = machine.vms.map((vm) => vm.cores.map(() => tapQueue(machine, vm)));
    const toVm = taps.map((queues) => new HashOutput(machine.packets, queues));
    const vectors = bridgeFromWire(machine, toVm, cores);
    let next = 0;
    for (const vm of machine.vms) {
      for (const number of vm.cores.keys()) {
        const core = cores[next++ % cores.length];
        const worker = machine.context({ name: `vhost ${vm.name}`, core, vm: -1, switchNs: core.ns(costs['context.switch']) });
        const vcpu = machine.vcpu(vm, number, costs['context.switch'] + costs['vm.exit']);
        const receive = guestReceiveRing(machine, vm, vcpu, {
          descriptors: costs['virtio.ring'],
          interrupt: softwareInterrupt(machine),
          signalCycles: costs['virtio.interrupt'],
          actor: 'vhost worker',
        });
        const tap = taps[vm.index][number];
        tap.setSignal(new ThreadWake(machine, worker));
        const turn = { batch: costs['vhost.packetWeight'], batchBytes: costs['vhost.byteWeight'], stage: Stage.backend };
        new Service(machine, worker, { name: 'receive', input: tap, output: receive, ...turn, costs: receiveWork(machine) });
        const transmit = guestTransmitRing(
          machine,
          vm,
          costs['virtio.ring'],
          new GuestKick(machine, worker, costs['virtio.kick'] + costs['vm.exitPollution'], 'kick'),
        );
        new Service(machine, worker, {
          name: 'transmit',
          input: transmit,
          output: bridgeFromVm(machine, vm, worker, toVm, vectors),
          ...turn,
          costs: transmitWork(machine),
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
    }
  },
};

function receiveWork(machine: Machine) {
  const { costs } = machine;
  return [
    { actor: 'vhost worker', activity: 'turn', event: costs['vhost.turn'] },
    { actor: 'vhost worker', activity: 'virtqueue', unit: costs['vhost.receivePacket'] },
    copyCost(costs, 'vhost worker', 'host to guest', 'cold'),
  ];
}

function transmitWork(machine: Machine) {
  const { costs } = machine;
  const { accessPrevention: guarded = true, mappedMetadata: mapped = false } = machine.settings.technique.options;
  const zeroCopy = machine.settings.technique.options.zeroCopyTransmit ?? false;
  return [
    { actor: 'vhost worker', activity: 'turn', event: costs['vhost.turn'] },
    { actor: 'vhost worker', activity: 'virtqueue', unit: costs['vhost.transmitPacket'], unitNs: costs['vhost.ringMemory'] },
    ...(guarded ? [{ actor: 'vhost worker', activity: 'access guard', unitNs: costs['vhost.accessGuard'] }] : []),
    ...(guarded && !mapped ? [{ actor: 'vhost worker', activity: 'access guard', unitNs: costs['vhost.metadataGuard'] }] : []),
    ...(mapped ? [] : [{ actor: 'vhost worker', activity: 'metadata check', unitNs: costs['vhost.metadataCheck'] }]),
    ...(zeroCopy ? [] : [copyCost(costs, 'vhost worker', 'guest to host', 'cold')]),
    { actor: 'host', activity: 'tap', unit: costs['host.tapTransmit'] },
    { actor: 'host', activity: 'bridge', unit: costs['host.bridge'] },
    { actor: 'host', activity: 'driver', unit: costs['host.driverTransmit'] },
  ];
}
