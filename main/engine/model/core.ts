/**
 * A core: a serial server. Soft interrupts run first, within a budget; the rest share by credit or in turns, with a slice and, under credit,
 * a boost for those that wake. Turns are not interrupted: they are short batches.
 */
import { Component } from '../kernel/event-loop.ts';
import { Fifo } from '../kernel/fifo.ts';
import { ContextState, type Context } from './context.ts';
import type { Machine } from './machine.ts';

/** Contexts beyond this number pollute no further: the caches are cold by then. */
const POLLUTING_CONTEXTS = 8;
/** A context counts as just woken (boosted) until it has run this long, ns: a tenth of Xen's 10 ms credit tick. */
const BOOST_NS = 1e6;

export interface CoreOptions {
  readonly number: number;
  /** `guest`, `network`, `driver domain`, `switch`: cores of a role are made faster together in the bottleneck analysis. */
  readonly role: string;
  readonly frequencyGhz: number;
  /** Multiplies all times; 0.9 in the bottleneck analysis. */
  readonly timeFactor: number;
  readonly scheduler: 'credit' | 'round-robin';
  readonly sliceNs: number;
  readonly pollutionNs: number;
  /** Packets of soft interrupts in a row while others wait. */
  readonly softInterruptTurns: number;
  /** What leaving the deepest sleep state takes longer than leaving the first, ns, and how long the core sleeps before it is there, ns. */
  readonly deepSleepNs: number;
  readonly deepResidencyNs: number;
}

export class Core extends Component {
  readonly number: number;
  readonly role: string;
  readonly frequencyGhz: number;
  readonly busySlot: number;
  /** Contexts that live here. */
  contexts = 0;
  /** Packets of the turn under way, how many others were merged into each, and when it is done, ns from the beginning of the turn's work. */
  batch = new Int32Array(0);
  merges = new Int32Array(0);
  doneNs = new Float64Array(0);
  /** One of them polls, and one of these reads the counters of the NICs. */
  polled = false;
  readsCounters = false;
  private readonly timeFactor: number;
  private readonly priorityQueue = new Fifo<Context>();
  private readonly queue = new Fifo<Context>();
  private running: Context | null = null;
  /** Scheduled context (no soft interrupt) that ran last: its state is on the core. */
  private last: Context | null = null;
  private turnBeganNs = 0;
  private sliceBeganNs = 0;
  private priorityTurns = 0;
  /** The core had nothing to run until now. */
  private wasIdle = false;
  /** Nothing has run since then; and when the core will have left its deepest sleep state, if it is doing so. */
  private idleSinceNs = 0;
  private awakeNs = 0;
  /** The next context is being chosen: its first work may wake others of the core, which then wait. */
  private picking = false;
  private readonly switchSlots = new Map<Context, number>();

  private readonly machine: Machine;
  private readonly options: CoreOptions;

  constructor(machine: Machine, options: CoreOptions) {
    super();
    this.machine = machine;
    this.options = options;
    this.number = options.number;
    this.role = options.role;
    this.frequencyGhz = options.frequencyGhz;
    this.timeFactor = options.timeFactor;
    this.busySlot = machine.ledger.slot('core', String(options.number));
    machine.loop.add(this);
  }

  /** Makes room for a turn of so many packets. */
  fitBatch(packets: number): void {
    if (packets <= this.batch.length) return;
    this.batch = new Int32Array(packets);
    this.merges = new Int32Array(packets);
    this.doneNs = new Float64Array(packets);
  }

  /** Time of that many cycles, ns. */
  ns(cycles: number): number {
    return (cycles / this.frequencyGhz) * this.timeFactor;
  }

  /** Memory and bus time on this core, ns: differs from its argument only in the bottleneck analysis. */
  memoryNs(ns: number): number {
    return ns * this.timeFactor;
  }

  /** What is in the middle of a turn. For traces. */
  get present(): Context | null {
    return this.running;
  }

  /** The context is in the middle of a turn. */
  isRunning(context: Context): boolean {
    return this.running === context;
  }

  /** Nothing runs and nothing is about to. A polling context never lets its core sleep. */
  get asleep(): boolean {
    return this.running === null && !this.polled && !this.machine.loop.isScheduled(this);
  }

  /**
   * Something wakes the core: what that takes beyond leaving the first sleep state, ns. The governor is assumed to foresee how long the core sleeps.
   */
  wake(): number {
    const { nowNs } = this.machine.loop;
    const { deepSleepNs, deepResidencyNs } = this.options;
    if (deepSleepNs === 0 || !this.asleep) return 0;
    if (nowNs >= this.awakeNs) {
      if (nowNs - this.idleSinceNs < deepResidencyNs) return 0;
      this.awakeNs = nowNs + deepSleepNs;
    }
    return this.awakeNs - nowNs;
  }

  /** A guest's vCPU is in the middle of a turn. */
  get runsGuest(): boolean {
    return this.running !== null && this.running.vm >= 0;
  }

  enqueue(context: Context): void {
    if (context.priority) this.priorityQueue.push(context);
    else {
      if (this.options.scheduler === 'credit') {
        const floor = this.leastVirtualNs();
        if (context.virtualNs < floor - this.options.sliceNs) context.virtualNs = floor - this.options.sliceNs;
        context.boosted = true;
      }
      this.queue.push(context);
    }
    if (this.running === null && !this.picking && !this.machine.loop.isScheduled(this)) {
      this.wasIdle = true;
      this.pick();
    }
  }

  override handle(): void {
    const { nowNs } = this.machine.loop;
    const context = this.running;
    if (context) {
      context.endTurn();
      this.running = null;
      context.virtualNs += (nowNs - this.turnBeganNs) / context.weight;
      if (context.boosted && nowNs - this.sliceBeganNs > BOOST_NS) context.boosted = false;
      if (context.hasWork) {
        context.state = ContextState.ready;
        if (context.priority) this.priorityQueue.push(context);
        else if (nowNs - this.sliceBeganNs < this.options.sliceNs) this.queue.unshift(context);
        else {
          context.boosted = false;
          this.sliceBeganNs = nowNs;
          this.queue.push(context);
        }
      } else context.state = ContextState.idle;
    }
    this.pick();
  }

  private pick(): void {
    this.picking = true;
    this.startNext();
    this.picking = false;
  }

  private startNext(): void {
    for (;;) {
      const context = this.choose();
      if (!context) {
        this.idleSinceNs = this.machine.loop.nowNs;
        return;
      }
      const switchNs = this.switchTo(context);
      context.state = ContextState.running;
      context.beginTurn(switchNs);
      const lengthNs = switchNs + context.turnNs;
      if (lengthNs > 0) {
        const { loop } = this.machine;
        this.running = context;
        this.turnBeganNs = loop.nowNs;
        loop.schedule(this, loop.nowNs + lengthNs);
        return;
      }
      context.state = ContextState.idle;
    }
  }

  private choose(): Context | undefined {
    if (this.priorityQueue.length > 0 && (this.priorityTurns < this.options.softInterruptTurns || this.queue.length === 0)) {
      this.priorityTurns++;
      return this.priorityQueue.shift();
    }
    this.priorityTurns = 0;
    if (this.queue.length <= 1 || this.options.scheduler === 'round-robin') return this.queue.shift();
    return this.queue.removeAt(this.bestOfQueue());
  }

  /**
   * Under credit: the first boosted context (the present one within its slice stands first, the others in the order of waking), then the present
   * one, then that of the least weighted run time.
   */
  private bestOfQueue(): number {
    const present = this.queue.at(0) === this.last;
    let best = 0;
    for (let i = 0; i < this.queue.length; i++) {
      const context = this.queue.at(i);
      if (context.boosted) return i;
      if (!present && context.virtualNs < this.queue.at(best).virtualNs) best = i;
    }
    return best;
  }

  /** A soft interrupt runs on top of whatever ran last and is no switch; going on with that afterwards is none either. */
  private switchTo(context: Context): number {
    if (context.priority) return 0;
    const wasIdle = this.wasIdle;
    this.wasIdle = false;
    if (wasIdle) this.sliceBeganNs = this.machine.loop.nowNs;
    const switchNs = context === this.last ? (wasIdle ? context.fromIdleNs : 0) : this.switchFromLast(context);
    if (switchNs > 0) this.chargeSwitch(context, switchNs);
    return switchNs;
  }

  /** Time of a switch from the context that ran last, with the refill of caches that the others of the core have emptied, ns. */
  private switchFromLast(context: Context): number {
    const isFirst = this.last === null;
    this.last = context;
    this.sliceBeganNs = this.machine.loop.nowNs;
    if (isFirst || context.switchNs === 0) return 0;
    return context.switchNs + Math.min(POLLUTING_CONTEXTS, this.contexts - 1) * this.options.pollutionNs;
  }

  private chargeSwitch(context: Context, switchNs: number): void {
    let slot = this.switchSlots.get(context);
    if (slot === undefined) {
      slot = this.machine.cyclesSlot(context.switchActor, 'context switch');
      this.switchSlots.set(context, slot);
    }
    context.charge(slot, switchNs);
  }

  private leastVirtualNs(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.queue.length; i++) least = Math.min(least, this.queue.at(i).virtualNs);
    if (this.running) least = Math.min(least, this.running.virtualNs);
    return least === Number.POSITIVE_INFINITY ? (this.last?.virtualNs ?? 0) : least;
  }
}
