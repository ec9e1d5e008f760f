/** Software notifications between contexts: waking a thread, a guest's kick, a Xen event channel. */
import type { Context } from './context.ts';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { Ring } from './ring.ts';
import type { Signal } from './signal.ts';

/** Opens the ring to its consumer once the notification is sent: at once when that is awake, after a wake-up when it sleeps. */
function wake(machine: Machine, sentAfterNs: number, ring: Ring, consumer: Context): void {
  ring.openAtNs = machine.loop.nowNs + sentAfterNs;
  if (consumer.asleep) ring.openAtNs += machine.costs['wakeup.latency'] + consumer.core.wake();
  consumer.open(ring);
}

/** One host thread gives work to another: tap queue to vhost worker or device model. The waker of a sleeper pays the inter-processor interrupt. */
export class ThreadWake implements Signal {
  private readonly slot: number;

  private readonly machine: Machine;
  private readonly consumer: Context;

  constructor(machine: Machine, consumer: Context) {
    this.machine = machine;
    this.consumer = consumer;
    this.slot = machine.cyclesSlot('host', 'wake-up');
  }

  raise(producer: Context | null, ring: Ring): void {
    let sentAfterNs = 0;
    if (producer && this.consumer.asleep) {
      const cycles = this.machine.costs['wakeup.waker'];
      producer.owe(this.slot, cycles);
      sentAfterNs = producer.core.ns(cycles);
    }
    wake(this.machine, sentAfterNs, ring, this.consumer);
  }
}

/** The guest notifies its backend: an exit through ioeventfd, or a hypercall on an event channel. */
export class GuestKick implements Signal {
  private readonly slot: number;
  private readonly exitSlot: number;

  private readonly machine: Machine;
  private readonly consumer: Context;
  /** Cycles on the guest's core, exit and entry included. */
  private readonly kickCycles: number;
  /** The backend looks at the ring this long after the kick, ns. */
  private readonly timerNs: number;

  constructor(machine: Machine, consumer: Context, kickCycles: number, reason: string, timerNs = 0) {
    this.timerNs = timerNs;
    this.machine = machine;
    this.consumer = consumer;
    this.kickCycles = kickCycles;
    this.slot = machine.cyclesSlot('hypervisor', reason);
    this.exitSlot = machine.ledger.slot('exit', reason);
  }

  raise(producer: Context | null, ring: Ring): void {
    let sentAfterNs = this.timerNs;
    if (producer) {
      producer.owe(this.slot, this.kickCycles);
      this.machine.ledger.add(this.exitSlot, 1);
      if (producer.vm >= 0) this.machine.ledger.addToVm(producer.vm, VmCount.exits, 1);
      sentAfterNs += producer.core.ns(this.kickCycles);
    }
    wake(this.machine, sentAfterNs, ring, this.consumer);
  }
}
