/**
 * Something that runs on a core: a guest's vCPU, a soft interrupt, a vhost worker, a device-model thread, a driver domain's vCPU, a polling switch.
 * It has services in two levels; the higher level goes first, and services of a level take turns.
 */
import { Component } from '../kernel/event-loop.ts';
import { Chain } from '../kernel/chain.ts';
import type { Core } from './core.ts';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { Ring } from './ring.ts';
import type { Service } from './service.ts';
import type { TimerExits } from './timer-exits.ts';

export interface ContextOptions {
  readonly name: string;
  readonly core: Core;
  /** VM whose vCPU this is, or -1. */
  readonly vm: number;
  /** Runs before all others of the core (soft interrupt), within the budget. */
  readonly priority?: boolean;
  /** Never sleeps: idle time is spent polling. */
  readonly polling?: boolean;
  /** Time to switch to this context from another, ns, without pollution. */
  readonly switchNs: number;
  /** Time to go on after the core was idle, ns, where that takes a switch (Xen's idle domain). Default 0: accounted with the wake-up. */
  readonly fromIdleNs?: number;
  /** Who switches to it. Default: the hypervisor for a vCPU, else the host. */
  readonly switchActor?: string;
  /** Share of a contended core. */
  readonly weight?: number;
  /** Longest delay from a packet's arrival to the polling loop looking at its ring, ns. */
  readonly pollLoopNs?: number;
}

export const ContextState = { idle: 0, ready: 1, running: 2 } as const;

export class Context extends Component {
  readonly name: string;
  /** Its number in the ledger. */
  readonly number: number;
  readonly core: Core;
  readonly vm: number;
  readonly priority: boolean;
  readonly polling: boolean;
  readonly switchNs: number;
  readonly fromIdleNs: number;
  readonly switchActor: string;
  readonly weight: number;
  state: number = ContextState.idle;
  /** Weighted run time for the credit scheduler, ns. */
  virtualNs = 0;
  boosted = false;
  /** Time to spend before the next batch: interrupts taken, notifications sent, ns. */
  owedNs = 0;
  /** Of the present turn: when it takes its packets, when their work begins (after what is owed), and how long it is. */
  takesNs = 0;
  beganNs = 0;
  turnNs = 0;
  private readonly readyLow = new Chain<Service>();
  private readonly readyHigh = new Chain<Service>();
  /** Rings whose notification is under way. */
  private readonly signalled = new Chain<Ring>();
  private serving: Service | null = null;
  /** Turns of the higher level in a row while the lower waits, and time of each level since then, ns. */
  private highTurns = 0;
  private lowNs = 0;
  private highNs = 0;
  private readonly pollDelayNs: number;
  /** Timer ticks of a vCPU. */
  private ticks: TimerExits | null = null;
  /** What delays a batch without belonging to one costs nothing (`leastWork`). */
  private readonly owesNothing: boolean;

  private readonly machine: Machine;

  constructor(machine: Machine, options: ContextOptions) {
    super();
    this.machine = machine;
    this.owesNothing = machine.settings.leastWork ?? false;
    this.name = options.name;
    this.number = machine.ledger.contextCycles.addContext();
    this.core = options.core;
    this.vm = options.vm;
    this.priority = options.priority ?? false;
    this.polling = options.polling ?? false;
    this.switchNs = options.switchNs;
    this.fromIdleNs = options.fromIdleNs ?? 0;
    this.switchActor = options.switchActor ?? (options.vm >= 0 ? 'hypervisor' : 'host');
    this.weight = options.weight ?? 1;
    this.pollDelayNs = (options.pollLoopNs ?? 0) / 2;
    machine.loop.add(this);
  }

  /** From now on `ticks` is told when work begins after idleness. */
  tick(ticks: TimerExits): void {
    this.ticks = ticks;
  }

  /** What it does in the present turn. For traces. */
  get present(): Service | null {
    return this.serving;
  }

  get asleep(): boolean {
    return this.state === ContextState.idle && !this.polling;
  }

  /** Puts work time to the account of an (actor, activity); the caller sees to it that the time passes on the core. */
  charge(slot: number, ns: number): void {
    this.machine.ledger.charge(this.number, slot, ns);
    this.machine.ledger.add(this.core.busySlot, ns);
    if (this.vm >= 0) this.machine.ledger.addToVm(this.vm, VmCount.busyNs, ns);
  }

  /** Charges cycles of work that delay this context's next batch. */
  owe(slot: number, cycles: number): void {
    if (this.owesNothing) return;
    const ns = this.core.ns(cycles);
    this.charge(slot, ns);
    this.owedNs += ns;
  }

  /** Charges memory or bus time that delays this context's next batch. */
  oweMemory(slot: number, memoryNs: number): void {
    if (this.owesNothing) return;
    const ns = this.core.memoryNs(memoryNs);
    this.charge(slot, ns);
    this.owedNs += ns;
  }

  /** Makes sure that owed time is spent even when no packets come. */
  spend(): void {
    if (this.owedNs > 0) this.makeReady();
  }

  /** The notification of the ring arrives at the ring's `openAtNs`. */
  open(ring: Ring): void {
    const { loop } = this.machine;
    if (ring.openAtNs <= loop.nowNs) {
      ring.open();
      return;
    }
    this.signalled.push(ring);
    loop.scheduleBy(this, ring.openAtNs);
  }

  override handle(): void {
    if (this.pollDelayNs > 0) this.makeReady();
    let ring = this.signalled.takeAll();
    while (ring !== null) {
      const following: Ring | null = ring.next;
      ring.next = null;
      this.open(ring);
      ring = following;
    }
  }

  /** The service has packets. */
  queue(service: Service): void {
    service.queued = true;
    (service.level === 1 ? this.readyHigh : this.readyLow).push(service);
    if (this.state !== ContextState.idle) return;
    if (this.pollDelayNs > 0) {
      const { loop } = this.machine;
      if (!loop.isScheduled(this)) loop.schedule(this, loop.nowNs + this.pollDelayNs);
    } else this.makeReady();
  }

  /** Whether there is something to run. */
  get hasWork(): boolean {
    return !this.readyLow.isEmpty || !this.readyHigh.isEmpty || this.owedNs > 0;
  }

  /** Starts a turn, after `switchNs` for the switch to this context; `turnNs` is 0 when everything is blocked. */
  beginTurn(switchNs: number): void {
    this.takesNs = this.machine.loop.nowNs + switchNs;
    this.beganNs = this.takesNs + this.owedNs;
    this.turnNs = this.owedNs;
    this.owedNs = 0;
    this.serving = null;
    for (let service = this.next(); service; service = this.next()) {
      service.queued = false;
      if (!service.begin()) continue;
      this.serving = service;
      this.turnNs += service.workNs;
      if (service.level === 1) this.highNs += service.workNs;
      else this.lowNs += service.workNs;
      break;
    }
  }

  endTurn(): void {
    const service = this.serving;
    this.serving = null;
    service?.end();
  }

  /**
   * The higher level first, as a soft interrupt does, for a bounded number of turns; after that, while both levels want the core, the one
   * that has had less time (Linux hands the soft interrupt to a thread that the scheduler treats like the others).
   */
  private next(): Service | null {
    const { readyLow, readyHigh } = this;
    if (readyLow.isEmpty || readyHigh.isEmpty) {
      this.highTurns = 0;
      this.lowNs = 0;
      this.highNs = 0;
      return readyHigh.shift() ?? readyLow.shift();
    }
    if (this.highTurns < this.machine.softInterruptTurns) {
      this.highTurns++;
      return readyHigh.shift();
    }
    return this.highNs <= this.lowNs ? readyHigh.shift() : readyLow.shift();
  }

  private makeReady(): void {
    if (this.state !== ContextState.idle) return;
    this.state = ContextState.ready;
    this.ticks?.wake();
    this.core.enqueue(this);
  }
}
