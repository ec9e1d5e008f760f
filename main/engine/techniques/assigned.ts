/**
 * What direct assignment and SR-IOV share: a guest driver on hardware queues, DMA through the IOMMU, physical interrupts delivered to a vCPU.
 * Without an IOMMU the hypervisor keeps guests apart (CDNA): paravirtual guests hand their descriptors over in a hypercall, where they are checked,
 * and the NIC interrupts the hypervisor, which notifies the guest on an event channel.
 */
import { attachGuest, unlessPolling } from '../model/guest.ts';
import { GuestInterrupt, type GuestInterruptOptions } from '../model/interrupt.ts';
import { iommuCosts, translates, warmsReceived } from '../model/iommu-costs.ts';
import type { Machine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { ReceiveQueue } from '../model/nic-receive.ts';
import { queueOfConnection } from '../model/switch-output.ts';
import type { CostItem } from '../model/work-cost.ts';

/** Gives every VM a queue pair for each vCPU on its port, driven by the guest. */
export function assignQueuesToGuests(machine: Machine): void {
  const { costs, packets, settings } = machine;
  const { options } = settings.technique;
  const checked = options.dmaProtection === 'hypervisor';
  const mode = checked ? 'pass-through' : (options.iommuMode ?? settings.scenario.host.iommu.mode);
  const interrupt = checked ? routedInterrupt(machine) : assignedInterrupt(machine);
  const check: CostItem[] = checked
    ? [
        { actor: 'hypervisor', activity: 'hypercall', event: costs['xen.hypercall'] },
        { actor: 'hypervisor', activity: 'descriptor check', frame: costs['xen.descriptorCheck'] },
      ]
    : [];
  const queues: ReceiveQueue[][] = [];
  for (const vm of machine.vms) {
    const port = machine.ports[vm.port];
    queues[vm.index] = vm.cores.map((_, number) => {
      const vcpu = checked
        ? machine.vcpu(vm, number, costs['xen.domainSwitch'], costs['xen.hypercall'] + costs['xen.domainSwitch'])
        : machine.vcpu(vm, number, costs['context.switch'] + costs['vm.exit']);
      const vector = interruptVector(machine, new GuestInterrupt(machine, vcpu, interrupt));
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
        deviceReceive: [...iommuCosts(costs, mode, 'guest', 'receive'), ...check],
        deviceTransmit: [...iommuCosts(costs, mode, 'guest', 'transmit'), ...check],
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

/** A physical interrupt for a guest that the IOMMU confines: exits for delivery and end of interrupt, or posted. */
function assignedInterrupt(machine: Machine): GuestInterruptOptions {
  const { costs, settings } = machine;
  const wanted = settings.technique.options.interruptPosting ?? settings.scenario.host.iommu.interruptPosting;
  const posted = wanted && costs['vm.postingAvailable'] > 0;
  return {
    kind: posted ? 'posted' : 'virtual',
    deliveryExitCycles: posted ? 0 : costs['vm.exit'] + costs['vm.exitPollution'],
    injectCycles: posted ? costs['vm.postedInterrupt'] : costs['vm.injectInterrupt'],
    endOfInterruptCycles: posted ? 0 : Math.max(costs['vm.endOfInterruptExit'], costs['vm.exit']),
    haltCycles: costs['vm.haltExit'],
    wakeupNs: costs['wakeup.latency'],
    throughHost: !posted,
    registerAccesses: 0,
  };
}

/** The hypervisor takes the interrupt, finds the guest's context in the NIC's bit vector and sends an event. */
function routedInterrupt(machine: Machine): GuestInterruptOptions {
  const { costs } = machine;
  return {
    kind: 'event channel',
    deliveryExitCycles: 0,
    injectCycles: costs['xen.interrupt'] + costs['xen.eventChannel'],
    endOfInterruptCycles: 0,
    haltCycles: 0,
    wakeupNs: costs['wakeup.latency'],
    throughHost: false,
    registerAccesses: 0,
  };
}
