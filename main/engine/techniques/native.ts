/**
 * Native, the baseline: each "VM" is a process of one system, with a NIC queue whose interrupt lands on the process's core.
 * Wire, NIC ring, DMA, interrupt, driver poll, stack, application. No exits, one copy.
 */
import { attachGuest, unlessPolling } from '../model/guest.ts';
import { GuestInterrupt } from '../model/interrupt.ts';
import { iommuCosts, translates, warmsReceived } from '../model/iommu-costs.ts';
import type { Context } from '../model/context.ts';
import type { VirtualMachine } from '../model/machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { ReceiveQueue } from '../model/nic-receive.ts';
import { Ring } from '../model/ring.ts';
import { Stage } from '../model/stage.ts';
import { HashOutput, queueOfConnection, SwitchOutput } from '../model/switch-output.ts';
import type { Technique } from './technique.ts';

export const native: Technique = {
  name: 'native',
  networkRole: 'network',
  virtualized: false,
  switchesInside: false,
  build(machine) {
    const { costs, packets } = machine;
    const mode = machine.settings.technique.options.iommuMode ?? 'pass-through';
    const buffers = machine.settings.scenario.nic.buffersPerFrame;
    const queues: ReceiveQueue[][] = [];
    // Data planes of a group on one core are one process, which serves several ports in turn.
    const processes = new Map<string, Context>();
    const process = (vm: VirtualMachine, number: number): Context => {
      const key = `${vm.group.name} ${vm.cores[number]}`;
      const known = vm.group.application.kind === 'data-plane' ? processes.get(key) : undefined;
      const context = known ?? machine.vcpu(vm, number, costs['context.switch']);
      processes.set(key, context);
      return context;
    };
    const loopback: Ring[][] = machine.vms.map((vm) =>
      vm.cores.map(
        () =>
          new Ring(
            {
              name: `${vm.name} loopback`,
              capacity: costs['backlog.packets'],
              waitStage: Stage.guestRing,
              dropSlot: machine.ledger.slot('drop', 'loopback backlog'),
              signal: null,
              whenFull: 'drop',
            },
            machine.flows,
          ),
      ),
    );
    const local = loopback.map((rings) => new HashOutput(packets, rings));
    for (const vm of machine.vms) {
      const port = machine.ports[vm.port];
      queues[vm.index] = vm.cores.map((_, number) => {
        const cpu = process(vm, number);
        const vector = interruptVector(
          machine,
          new GuestInterrupt(machine, cpu, {
            kind: 'native',
            deliveryExitCycles: 0,
            injectCycles: 0,
            endOfInterruptCycles: 0,
            haltCycles: 0,
            wakeupNs: costs['idle.exitLatency'],
            throughHost: false,
            registerAccesses: 0,
          }),
        );
        const queue = receiveQueue(machine, `${vm.name} queue ${number}`, unlessPolling(vm, vector) ? vector : null, translates(mode));
        const transmit = transmitQueue(machine, port, cpu, {
          name: `${vm.name} transmit`,
          rateLimitMbps: vm.group.rateLimitMbps,
          vector: unlessPolling(vm, vector) ? vector : null,
          translated: translates(mode),
        });
        attachGuest(machine, vm, cpu, {
          receiveRings: [queue.ring],
          localRings: [loopback[vm.index][number]],
          transmit: new SwitchOutput(packets, local, transmit),
          driverReceive: [{ actor: 'guest', activity: 'driver', frame: costs['guest.driverReceive'] }],
          driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.driverTransmit'] }],
          deviceReceive: iommuCosts(costs, mode, 'guest', 'receive', buffers),
          deviceTransmit: iommuCosts(costs, mode, 'guest', 'transmit', buffers),
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
  },
};
