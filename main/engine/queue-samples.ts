/**
 * How full the queues are: their lengths at moments of a run, one in each of its slices, at a time that is drawn. Drawn times see a periodic queue as it
 * is on average (PASTA needs no more than that they do not follow it), and between them no queue is asked for anything.
 */
import type { RandomStream } from './kernel/random-stream.ts';
import type { Machine } from './model/machine.ts';
import type { QueueRecord } from './run-record.ts';

/** Queues that lose packets at the same place. */
interface Place {
  readonly name: string;
  readonly members: readonly { readonly capacity: number; readonly length: number }[];
}

interface Sample {
  readonly atNs: number;
  /** By place: packets in all of its queues, and in the fullest. */
  readonly packets: readonly number[];
  readonly fullest: readonly number[];
}

export class QueueSamples {
  private readonly places: readonly Place[];
  private readonly samples: Sample[] = [];
  private readonly times: RandomStream;
  private readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
    this.times = machine.stream('times of looking at queues');
    const { queues, slots } = machine.ledger;
    this.places = slots
      .filter(({ kind }) => kind === 'drop')
      .map(({ name, at }) => ({ name, members: queues.filter(({ dropSlot }) => dropSlot === at) }))
      .filter(({ members }) => members.length > 0);
  }

  /** Runs the machine until `untilNs` and looks once on the way. */
  runUntil(untilNs: number): void {
    const { loop } = this.machine;
    loop.run(loop.nowNs + this.times.uniform() * (untilNs - loop.nowNs));
    this.samples.push({
      atNs: loop.nowNs,
      packets: this.places.map(({ members }) => members.reduce((sum, { length }) => sum + length, 0)),
      fullest: this.places.map(({ members }) => members.reduce((most, { length }) => Math.max(most, length), 0)),
    });
    loop.run(untilNs);
  }

  /** Of the samples from `fromNs` on. */
  record(fromNs: number): QueueRecord[] {
    const samples = this.samples.filter(({ atNs }) => atNs >= fromNs);
    return this.places.map(({ name, members }, place) => ({
      place: name,
      queues: members.length,
      capacity: Math.max(...members.map(({ capacity }) => capacity)),
      meanPackets: samples.reduce((sum, { packets }) => sum + packets[place], 0) / (samples.length * members.length),
      mostPackets: samples.reduce((most, { fullest }) => Math.max(most, fullest[place]), 0),
    }));
  }
}
