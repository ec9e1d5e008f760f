/**
 * What direct assignment and SR-IOV share: a guest driver on hardware queues, DMA through the IOMMU, physical interrupts delivered to a vCPU.
 * Without an IOMMU the hypervisor keeps guests apart (CDNA): paravirtual guests hand their descriptors over in a hypercall, where they are checked,
 * and the NIC interrupts the hypervisor, which notifies the guest on an event channel.
 */
import type { Costs } from '../costs/parameters.ts';
import { attachGuest, unlessPolling } from '../model/guest.ts';
import { GuestInterrupt, type GuestInterruptOptions } from '../model/interrupt.ts';
import { iommuCosts, translates, warmsReceived } from '../model/iommu-costs.ts';
import type { Machine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { ReceiveQueue } from '../model/nic-receive.ts';
import { queueOfConnection } from '../model/switch-output.ts';
import type { CostItem } from '../model/work-cost.ts';

type Delivery = 'virtual' | 'posted' | 'exitless';

/** Gives every VM a queue pair for each vCPU on its port, driven by the guest. */
export function assignQueuesToGuests(machine: Machine): void {
  const { costs, packets, settings } = machine;
  const { options } = settings.technique;
  const checked = options.dmaProtection === 'hypervisor';
  const mode = checked ? 'pass-through' : (options.iommuMode ?? settings.scenario.host.iommu.mode);
  const interrupt = checked ? routedInterrupt(costs) : assignedInterrupt(costs, deliveryOf(machine));
  const check: CostItem[] = checked
    ? [
        { actor: 'hypervisor', activity: 'hypercall', event: costs['xen.hypercall'] },
        { actor: 'hypervisor', activity: 'descriptor check', frame: costs['xen.descriptorCheck'] },
      ]
    : [];
  const buffers = settings.scenario.nic.buffersPerFrame;
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
        deviceReceive: [...iommuCosts(costs, mode, 'guest', 'receive', buffers), ...check],
        deviceTransmit: [...iommuCosts(costs, mode, 'guest', 'transmit', buffers), ...check],
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

/** Straight to the guest where the technique or the hardware can; else through the host. */
function deliveryOf({ costs, settings }: Machine): Delivery {
  const { exitlessInterrupts = false, interruptPosting = settings.scenario.host.iommu.interruptPosting } = settings.technique.options;
  if (exitlessInterrupts) return 'exitless';
  return interruptPosting && costs['vm.postingAvailable'] > 0 ? 'posted' : 'virtual';
}

/**
 * How the interrupt of an assigned device reaches its guest. `virtual`: the host takes it, with an exit of a running vCPU, injects it, and the end of
 * interrupt exits again. `posted`: the hardware posts it. `exitless` (ELI): it goes straight through the guest's own descriptor table, and the guest
 * writes the end of interrupt into the physical APIC.
 */
function assignedInterrupt(costs: Costs, kind: Delivery): GuestInterruptOptions {
  const exits = kind === 'virtual';
  const inject = { virtual: costs['vm.injectInterrupt'], posted: costs['vm.postedInterrupt'], exitless: 0 };
  return {
    kind,
    deliveryExitCycles: exits ? costs['vm.exit'] + costs['vm.exitPollution'] : 0,
    injectCycles: inject[kind],
    endOfInterruptCycles: exits ? Math.max(costs['vm.endOfInterruptExit'], costs['vm.exit']) + costs['vm.exitPollution'] : 0,
    haltCycles: costs['vm.haltExit'],
    wakeupNs: costs['wakeup.latency'],
    throughHost: exits,
    registerAccesses: 0,
  };
}

/** The hypervisor takes the interrupt, finds the guest's context in the NIC's bit vector and sends an event. */
function routedInterrupt(costs: Costs): GuestInterruptOptions {
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
