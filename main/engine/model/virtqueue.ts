/** Rings between a backend and a paravirtual or emulated guest device, and the interrupts of guests that have no hardware of their own. */
import type { Context } from './context.ts';
import { BackendInterrupt, GuestInterrupt, type GuestInterruptOptions, type InterruptTarget } from './interrupt.ts';
import { unlessPolling } from './guest.ts';
import type { Machine, VirtualMachine } from './machine.ts';
import { Ring } from './ring.ts';
import type { Signal } from './signal.ts';
import { Stage } from './stage.ts';

/** How a virtual interrupt from software reaches a guest under the cost model: posted where the machine can, else with exits. */
export function softwareInterrupt(machine: Machine, registerAccesses = 0): GuestInterruptOptions {
  const { costs } = machine;
  const posted = costs['vm.postingAvailable'] > 0;
  return {
    kind: 'virtual',
    deliveryExitCycles: posted ? 0 : costs['vm.exit'] + costs['vm.exitPollution'],
    injectCycles: posted ? costs['vm.postedInterrupt'] : costs['vm.injectInterrupt'],
    endOfInterruptCycles: costs['vm.endOfInterruptExit'] > 0 ? costs['vm.endOfInterruptExit'] + costs['vm.exitPollution'] : 0,
    haltCycles: costs['vm.haltExit'],
    wakeupNs: costs['wakeup.latency'],
    throughHost: false,
    registerAccesses,
  };
}

/** The ring by which the guest receives. A full one makes the backend wait. */
export function guestReceiveRing(
  machine: Machine,
  vm: VirtualMachine,
  vcpu: Context,
  options: {
    readonly descriptors: number;
    /** How the guest is interrupted, or what does it. */
    readonly interrupt: GuestInterruptOptions | InterruptTarget;
    readonly signalCycles: number;
    readonly actor: string;
  },
): Ring {
  const { interrupt } = options;
  const target = 'injectCycles' in interrupt ? new GuestInterrupt(machine, vcpu, interrupt) : interrupt;
  const signal = new BackendInterrupt(machine, target, options.signalCycles, options.actor);
  return new Ring(
    {
      name: `${vm.name} receive ring`,
      capacity: options.descriptors,
      waitStage: Stage.guestRing,
      dropSlot: machine.ledger.slot('drop', 'guest ring without descriptor'),
      signal: unlessPolling(vm, signal),
      whenFull: 'wait',
    },
    machine.flows,
  );
}

/** The ring by which the guest transmits to a backend; a full one makes the guest wait. `signal` null: the backend polls. */
export function guestTransmitRing(machine: Machine, vm: VirtualMachine, descriptors: number, signal: Signal | null): Ring {
  return new Ring(
    {
      name: `${vm.name} transmit ring`,
      capacity: descriptors,
      waitStage: Stage.transmitRing,
      dropSlot: machine.ledger.slot('drop', 'guest transmit ring'),
      signal,
      whenFull: 'wait',
    },
    machine.flows,
  );
}
