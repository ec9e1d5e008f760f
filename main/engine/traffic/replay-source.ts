/** A source that sends the packets of a recording, with their sizes and their gaps, all scaled alike to the load. */
import { packetsOf, type RecordedPackets } from '../../../shared/scenario/recording.ts';
import type { ReplayTraffic } from '../../../shared/scenario/schema.ts';
import type { Machine } from '../model/machine.ts';
import { OpenLoopSource, type OpenLoopOptions } from './open-loop-source.ts';

export interface ReplayOptions extends OpenLoopOptions {
  readonly traffic: ReplayTraffic;
  /** Of the VM in its group, 0..1 of the recording: how much later in it than the first VM it begins. */
  readonly phase: number;
}

/** All replays of a replication begin at the same time of their recordings, as the flows of one capture belong together. */
const COMMON_START = 'start of the recording';

export class ReplaySource extends OpenLoopSource {
  private readonly recorded: RecordedPackets;
  private readonly repeat: boolean;
  private readonly own: boolean;
  /** Mean gap of the recording, ns. */
  private readonly recordedGapNs: number;
  /** Part of the recording that is over when a replication begins, 0..1. */
  private readonly startsAt: number;
  /** Next packet of the recording. */
  private position = 0;
  /** Of the start of the recording in the present round, and gap of the simulation for one of the recording. */
  private roundNs = 0;
  private stretch = 1;
  /** From the start of the recording to the next packet, ns. */
  private offsetNs = 0;

  constructor(machine: Machine, options: ReplayOptions) {
    super(machine, options);
    const { recording, repeat, start, size } = options.traffic;
    this.recorded = packetsOf(recording);
    this.repeat = repeat;
    this.own = size === undefined;
    this.recordedGapNs = recording.durationNs / this.recorded.gapsNs.length;
    const common = start === 'random' ? machine.stream(COMMON_START).uniform() : 0;
    this.startsAt = (common + options.phase) % 1;
  }

  protected override firstNs(fromNs: number): number {
    const { gapsNs, durationNs } = this.recorded;
    // Exactly 1 for the load of the recording: rounding must not move a packet.
    const stretch = this.gapNs / this.recordedGapNs;
    this.stretch = Math.abs(stretch - 1) < 1e-12 ? 1 : stretch;
    const startNs = Math.floor(this.startsAt * durationNs);
    this.roundNs = fromNs - startNs * this.stretch;
    this.position = 0;
    this.offsetNs = gapsNs[0];
    while (this.offsetNs < startNs) {
      this.position++;
      if (this.position === gapsNs.length) return this.nextRoundNs();
      this.offsetNs += gapsNs[this.position];
    }
    return this.dueNs();
  }

  protected override nextBytes(): number {
    return this.own ? this.recorded.frameBytes[this.position] : super.nextBytes();
  }

  protected override nextNs(): number {
    const { gapsNs } = this.recorded;
    this.position++;
    if (this.position === gapsNs.length) return this.nextRoundNs();
    this.offsetNs += gapsNs[this.position];
    return this.dueNs();
  }

  private dueNs(): number {
    return this.roundNs + this.offsetNs * this.stretch;
  }

  private nextRoundNs(): number {
    if (!this.repeat) return Number.POSITIVE_INFINITY;
    const { gapsNs, durationNs } = this.recorded;
    this.roundNs += durationNs * this.stretch;
    this.position = 0;
    this.offsetNs = gapsNs[0];
    return this.dueNs();
  }
}
