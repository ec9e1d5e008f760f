/**
 * Timer ticks of a core that polls: it never sleeps, so the kernel's tick never stops, and each one takes the core from the polling process. (Ticks of
 * other cores are far apart from their packets, or in what their costs were measured with; those of vCPUs are exits: `TimerExits`.)
 */
import { Component } from '../kernel/event-loop.ts';
import type { Context } from './context.ts';
import type { Machine } from './machine.ts';

export class PollingTicks extends Component {
  private readonly slot: number;
  private readonly intervalNs: number;

  private readonly machine: Machine;
  private readonly process: Context;

  /** @param perSecond ticks of the core, each `host.tick` long */
  constructor(machine: Machine, process: Context, perSecond: number) {
    super();
    this.machine = machine;
    this.process = process;
    this.intervalNs = 1e9 / perSecond;
    this.slot = machine.cyclesSlot(process.vm >= 0 ? 'guest' : 'host', 'timer tick');
    machine.loop.add(this);
  }

  /** The first tick comes after half an interval. */
  start(): void {
    this.machine.loop.schedule(this, this.intervalNs / 2);
  }

  override handle(): void {
    const { loop, costs } = this.machine;
    loop.schedule(this, loop.nowNs + this.intervalNs);
    this.process.oweMemory(this.slot, costs['host.tick']);
    this.process.spend();
  }
}
