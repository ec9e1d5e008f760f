/**
 * Interrupts: moderated vectors of a NIC, their delivery to the host or to an assigned guest, and virtual interrupts of backends.
 * Exits are counted where they happen: delivery to a running vCPU, end of interrupt, halt; with posting a running vCPU takes it without any.
 */
import { Component } from '../kernel/event-loop.ts';
import type { Context } from './context.ts';
import type { InterruptModeration } from './interrupt-moderation.ts';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';
import { RingState, type Ring } from './ring.ts';
import type { Signal } from './signal.ts';

/** Who takes an interrupt, or passes it on in time. `ring` opens when it has been taken; null for a pure transmit completion. */
export interface InterruptTarget {
  deliver(ring: Ring | null): void;
}

/** A physical interrupt for the host, or for the driver domain through the hypervisor. */
export class HostInterrupt implements InterruptTarget {
  private readonly slot: number;
  private readonly routeSlot: number;
  private readonly exitCyclesSlot: number;
  private readonly exitSlot: number;
  private readonly countSlot: number;

  private readonly machine: Machine;
  private readonly consumer: Context;
  /** Cycles of the hypervisor that routes the interrupt (Xen); 0 otherwise. */
  private readonly routeCycles: number;

  constructor(machine: Machine, consumer: Context, routeCycles: number) {
    this.machine = machine;
    this.consumer = consumer;
    this.routeCycles = routeCycles;
    this.slot = machine.cyclesSlot('host', 'interrupt');
    this.routeSlot = machine.cyclesSlot('hypervisor', 'interrupt');
    this.exitCyclesSlot = machine.cyclesSlot('hypervisor', 'vm exit');
    this.exitSlot = machine.ledger.slot('exit', 'external interrupt');
    this.countSlot = machine.ledger.slot('interrupt', 'physical');
  }

  deliver(ring: Ring | null): void {
    const { costs, ledger, loop } = this.machine;
    const { consumer } = this;
    const { asleep } = consumer.core;
    ledger.add(this.countSlot, 1);
    if (this.routeCycles > 0) consumer.owe(this.routeSlot, this.routeCycles);
    if (consumer.vm < 0 && this.machine.virtualized && consumer.core.runsGuest) {
      ledger.add(this.exitSlot, 1);
      consumer.owe(this.exitCyclesSlot, costs['vm.exit']);
    }
    consumer.owe(this.slot, costs['host.interrupt']);
    if (ring) {
      ring.openAtNs = asleep ? loop.nowNs + costs['idle.exitLatency'] + consumer.core.wake() : loop.nowNs;
      consumer.open(ring);
    }
    consumer.spend();
  }
}

export interface GuestInterruptOptions {
  /** How results count it. */
  readonly kind: 'virtual' | 'posted' | 'exitless' | 'event channel' | 'native';
  /** Exit of a running vCPU at delivery, cycles; 0: none (posted, exitless, event channel). */
  readonly deliveryExitCycles: number;
  /** Making the interrupt pending in the guest, cycles. */
  readonly injectCycles: number;
  /** Exit at the end of interrupt, cycles; 0: none. */
  readonly endOfInterruptCycles: number;
  /** Halt exit and re-entry of a vCPU that slept, cycles; 0: no exit. */
  readonly haltCycles: number;
  /** From the interrupt to the first instruction of a vCPU that slept, ns. */
  readonly wakeupNs: number;
  /** The host's handler runs first (an assigned device without posting). */
  readonly throughHost: boolean;
  /** Register accesses of the guest's handler, each an exit to the device model. */
  readonly registerAccesses: number;
}

/** Where interrupts of guests are counted and charged. The same for all VMs. */
class GuestInterruptAccounts {
  readonly countSlot: number;
  readonly accounts: Readonly<Record<'host' | 'guest' | 'exit' | 'inject' | 'end' | 'halt' | 'access', number>>;
  readonly exitSlots: Readonly<Record<'delivery' | 'end' | 'halt' | 'access', number>>;
  readonly options: GuestInterruptOptions;

  constructor(machine: Machine, options: GuestInterruptOptions) {
    this.options = options;
    const { ledger } = machine;
    this.countSlot = ledger.slot('interrupt', options.kind);
    this.accounts = {
      host: machine.cyclesSlot('host', 'interrupt'),
      guest: machine.cyclesSlot('guest', 'interrupt'),
      exit: machine.cyclesSlot('hypervisor', 'vm exit'),
      inject: machine.cyclesSlot('hypervisor', 'interrupt injection'),
      end: machine.cyclesSlot('hypervisor', 'end of interrupt'),
      halt: machine.cyclesSlot('hypervisor', 'halt and wake'),
      access: machine.cyclesSlot('device model', 'register access'),
    };
    this.exitSlots = {
      delivery: ledger.slot('exit', 'external interrupt'),
      end: ledger.slot('exit', 'end of interrupt'),
      halt: ledger.slot('exit', 'halt'),
      access: ledger.slot('exit', 'register access'),
    };
  }
}

/** An interrupt for a vCPU. */
export class GuestInterrupt implements InterruptTarget {
  private readonly machine: Machine;
  private readonly vcpu: Context;
  private readonly kind: GuestInterruptAccounts;

  constructor(machine: Machine, vcpu: Context, options: GuestInterruptOptions) {
    this.machine = machine;
    this.vcpu = vcpu;
    this.kind = machine.shared(`guest interrupt ${JSON.stringify(options)}`, () => new GuestInterruptAccounts(machine, options));
  }

  deliver(ring: Ring | null): void {
    const { costs, ledger, loop } = this.machine;
    const { vcpu } = this;
    const { options, accounts, exitSlots, countSlot } = this.kind;
    const asleep = vcpu.asleep;
    ledger.add(countSlot, 1);
    ledger.addToVm(vcpu.vm, VmCount.interrupts, 1);
    if (options.throughHost) vcpu.owe(accounts.host, costs['host.interrupt']);
    if (asleep) this.exit(exitSlots.halt, accounts.halt, options.haltCycles);
    else this.exit(exitSlots.delivery, accounts.exit, options.deliveryExitCycles);
    vcpu.owe(accounts.inject, options.injectCycles);
    this.exit(exitSlots.end, accounts.end, options.endOfInterruptCycles);
    for (let access = 0; access < options.registerAccesses; access++) {
      this.exit(exitSlots.access, accounts.access, costs['vm.exitUser'] + costs['vm.exitPollution']);
    }
    vcpu.owe(accounts.guest, costs['guest.interrupt']);
    if (ring) {
      ring.openAtNs = asleep ? loop.nowNs + options.wakeupNs + vcpu.core.wake() : loop.nowNs;
      vcpu.open(ring);
    } else vcpu.spend();
  }

  private exit(countSlot: number, account: number, cycles: number): void {
    if (cycles === 0) return;
    this.machine.ledger.add(countSlot, 1);
    this.machine.ledger.addToVm(this.vcpu.vm, VmCount.exits, 1);
    this.vcpu.owe(account, cycles);
  }
}

/** A backend thread interrupts its guest through irqfd or an event channel. */
export class BackendInterrupt implements Signal {
  private readonly slot: number;

  private readonly target: InterruptTarget;
  /** Cycles of the backend. */
  private readonly signalCycles: number;

  constructor(machine: Machine, target: InterruptTarget, signalCycles: number, actor: string) {
    this.target = target;
    this.signalCycles = signalCycles;
    this.slot = machine.cyclesSlot(actor, 'interrupt signal');
  }

  raise(producer: Context | null, ring: Ring): void {
    if (producer) producer.owe(this.slot, this.signalCycles);
    this.target.deliver(ring);
  }

  /** Tells the guest that what it sent is done. */
  respond(producer: Context | null): void {
    if (producer) producer.owe(this.slot, this.signalCycles);
    this.target.deliver(null);
  }
}

/** An interrupt vector of a NIC's queue pair or of an emulated NIC. */
export abstract class InterruptVector extends Component implements Signal, InterruptTarget {
  /** Receive ring of the queue pair: while its driver polls, it sees completions without an interrupt (NAPI). */
  private polled: Ring | null = null;

  /** The receive ring of the vector's queue pair. */
  serve(ring: Ring): void {
    this.polled = ring;
  }

  /** No driver polls: completions of sent frames need an interrupt to be seen. */
  protected get unpolled(): boolean {
    return this.polled === null || this.polled.state === RingState.idle;
  }

  /** A backend's interrupt, moderated like those of a NIC. */
  deliver(ring: Ring | null): void {
    if (ring) this.raise(null, ring);
    else this.sent(0);
  }

  /** A frame has arrived in the receive ring. */
  abstract received(bytes: number): void;

  /** The ring has packets for a driver that does not poll. */
  abstract raise(producer: Context | null, ring: Ring): void;

  /** Frames were sent and their buffers can be freed. */
  abstract sent(bytes: number): void;
}

/** Moderation by time: at most one interrupt in each interval. */
export class IntervalVector extends InterruptVector {
  private lastNs = Number.NEGATIVE_INFINITY;
  /** Receive ring whose packets wait for the interrupt. */
  private waiting: Ring | null = null;
  /** Packets sent since the last interrupt. */
  private sentPackets = 0;

  private readonly machine: Machine;
  private readonly target: InterruptTarget;
  private readonly moderation: InterruptModeration;
  /** Sent packets whose completions share an interrupt. */
  private readonly transmitFrames: number;

  constructor(machine: Machine, target: InterruptTarget, moderation: InterruptModeration, transmitFrames = 1) {
    super();
    this.transmitFrames = transmitFrames;
    this.machine = machine;
    this.target = target;
    this.moderation = moderation;
    machine.loop.add(this);
  }

  received(bytes: number): void {
    this.moderation.received(bytes);
  }

  raise(_producer: Context | null, ring: Ring): void {
    this.waiting = ring;
    this.arm();
  }

  sent(bytes: number): void {
    this.moderation.sent(bytes);
    this.sentPackets++;
    if (this.sentPackets < this.transmitFrames) return;
    if (this.unpolled) this.arm();
  }

  override handle(): void {
    this.moderation.interrupt();
    this.lastNs = this.machine.loop.nowNs;
    this.sentPackets = 0;
    const ring = this.waiting;
    this.waiting = null;
    this.target.deliver(ring);
  }

  private arm(): void {
    const { loop } = this.machine;
    if (loop.isScheduled(this)) return;
    loop.schedule(this, Math.max(loop.nowNs, this.lastNs + this.moderation.intervalNs));
  }
}
