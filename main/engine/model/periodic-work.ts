/**
 * What takes a core from the process that polls on it, at fixed intervals: the kernel's timer ticks, which never stop on a core that never sleeps,
 * and readings of the NICs' counters by a data plane that forwards on its main thread. (Ticks of other cores are far apart from their packets, or in
 * what their costs were measured with; those of vCPUs are exits: `TimerExits`.)
 */
import { Component } from '../kernel/event-loop.ts';
import type { Context } from './context.ts';
import type { Machine } from './machine.ts';

export interface PeriodicWorkOptions {
  readonly activity: string;
  readonly intervalNs: number;
  /** Each time, ns. */
  readonly lengthNs: number;
  readonly firstNs: number;
}

export class PeriodicWork extends Component {
  private readonly slot: number;

  private readonly machine: Machine;
  private readonly process: Context;
  private readonly options: PeriodicWorkOptions;

  constructor(machine: Machine, process: Context, options: PeriodicWorkOptions) {
    super();
    this.machine = machine;
    this.process = process;
    this.options = options;
    this.slot = machine.cyclesSlot(process.vm >= 0 ? 'guest' : 'host', options.activity);
    machine.loop.add(this);
    machine.periodicWork.push(this);
  }

  start(): void {
    this.machine.loop.schedule(this, this.options.firstNs);
  }

  override handle(): void {
    const { loop } = this.machine;
    loop.schedule(this, loop.nowNs + this.options.intervalNs);
    this.process.oweMemory(this.slot, this.options.lengthNs);
    this.process.spend();
  }
}

/** Timer ticks of a core that polls, `host.tickRate` a second and each `host.tick` long; the first comes after half an interval. */
export function addPollingTicks(machine: Machine, process: Context): void {
  const perSecond = machine.costs['host.tickRate'];
  if (perSecond === 0) return;
  const intervalNs = 1e9 / perSecond;
  new PeriodicWork(machine, process, { activity: 'timer tick', intervalNs, lengthNs: machine.costs['host.tick'], firstNs: intervalNs / 2 });
}

/**
 * Readings of the NICs' counters on the core that forwards: so many registers, each a round trip over PCIe, for which the core waits. Data planes on
 * one core are one process, which reads once.
 *
 * @param pauseNs from the end of one reading to the next
 */
export function addCounterReadings(machine: Machine, process: Context, pauseNs: number): void {
  const { costs } = machine;
  if (process.core.readsCounters) return;
  process.core.readsCounters = true;
  const lengthNs = costs['dpdk.counterReads'] * costs['pcie.readLatency'];
  const intervalNs = pauseNs + lengthNs;
  new PeriodicWork(machine, process, {
    activity: 'counter reading',
    intervalNs,
    lengthNs,
    firstNs: firstOfRare(machine, intervalNs, machine.stream(`counter readings of ${process.name}`).uniform()),
  });
}

/**
 * When something first happens that comes at this interval, with nothing known of its beginning: after a random part of the interval (`at`, 0 to 1).
 * With `rareEvents: once`, what comes less than twice in the run comes in its third quarter: behind any warm-up, with time left for what follows.
 */
function firstOfRare({ settings }: Machine, intervalNs: number, at: number): number {
  const { rareEvents, durationMs } = settings.scenario.method;
  const runMs = settings.trial?.steps.reduce((sum, step) => sum + step.durationMs, 0) ?? durationMs;
  const runNs = runMs * 1e6;
  return rareEvents === 'once' && intervalNs > runNs / 2 ? runNs * (0.5 + at / 4) : at * intervalNs;
}
