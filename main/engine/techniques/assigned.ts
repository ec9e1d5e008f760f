/** What direct assignment and SR-IOV share: a guest driver on hardware queues, DMA through the IOMMU, physical interrupts delivered to a vCPU. */
import { attachGuest, unlessPolling } from '../model/guest.ts';
import { GuestInterrupt } from '../model/interrupt.ts';
import { iommuCosts, translates, warmsReceived } from '../model/iommu-costs.ts';
import type { Machine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { ReceiveQueue } from '../model/nic-receive.ts';
import { queueOfConnection } from '../model/switch-output.ts';

/** Gives every VM a queue pair for each vCPU on its port, driven by the guest. */
export function assignQueuesToGuests(machine: Machine): void {
  const { costs, packets, settings } = machine;
  const { options } = settings.technique;
  const mode = options.iommuMode ?? settings.scenario.host.iommu.mode;
  const posted = (options.interruptPosting ?? settings.scenario.host.iommu.interruptPosting) && costs['vm.postingAvailable'] > 0;
  const queues: ReceiveQueue[][] = [];
  for (const vm of machine.vms) {
    const port = machine.ports[vm.port];
    queues[vm.index] = vm.cores.map((_, number) => {
      const vcpu = machine.vcpu(vm, number, costs['context.switch'] + costs['vm.exit']);
      const vector = interruptVector(
        machine,
        new GuestInterrupt(machine, vcpu, {
          kind: posted ? 'posted' : 'virtual',
          deliveryExitCycles: posted ? 0 : costs['vm.exit'] + costs['vm.exitPollution'],
          injectCycles: posted ? costs['vm.postedInterrupt'] : costs['vm.injectInterrupt'],
          endOfInterruptCycles: posted ? 0 : Math.max(costs['vm.endOfInterruptExit'], costs['vm.exit']),
          haltCycles: costs['vm.haltExit'],
          wakeupNs: costs['wakeup.latency'],
          throughHost: !posted,
          registerAccesses: 0,
        }),
      );
      const used = unlessPolling(vm, vector) ? vector : null;
      const queue = receiveQueue(machine, `${vm.name} queue ${number}`, used, translates(mode));
      attachGuest(machine, vm, vcpu, {
        receiveRings: [queue.ring],
        transmit: transmitQueue(machine, port, vcpu, {
          name: `${vm.name} transmit ${number}`,
          weight: vm.group.weight,
          rateLimitMbps: vm.group.rateLimitMbps,
          vector: used,
          translated: translates(mode),
        }),
        driverReceive: [{ actor: 'guest', activity: 'driver', frame: costs['guest.driverReceive'] }],
        driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.driverTransmit'] }],
        deviceReceive: iommuCosts(costs, mode, 'guest', 'receive'),
        deviceTransmit: iommuCosts(costs, mode, 'guest', 'transmit'),
        receivedWarm: warmsReceived(mode),
      });
      return queue;
    });
  }
  for (const port of machine.ports) {
    port.receive.classify = (packet) => {
      const own = queues[packets.destination[packet]];
      return own[queueOfConnection(packets.connection[packet], own.length)];
    };
  }
}
