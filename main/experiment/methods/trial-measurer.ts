/**
 * One trial of a benchmark method (RFC 2544 section 23; the Measurer of draft-ietf-bmwg-mlrsearch). The methods know this interface only: what is
 * behind it may be the simulator or a traffic generator with a real host.
 */
import type { FrameSize } from '../../../shared/scenario/schema.ts';

export interface TrialRequest {
  /** Frames per second that the measured traffic offers: all its interfaces and directions together. */
  readonly loadPps: number;
  /** Time of sending, s. */
  readonly durationS: number;
  /** null: as the traffic is configured. */
  readonly frames: FrameSize | null;
  /** Frames per second of the traffic that is there but not measured (a noisy neighbour). Default 0. */
  readonly backgroundPps?: number;
  /** Parts of the time of sending one after the other, each with a factor of `loadPps`; together `durationS`. Default: one at factor 1. */
  readonly steps?: readonly TrialStep[];
  /** The frames are a burst at equal gaps that the device may buffer: what arrives in the end counts as received. Default false. */
  readonly burst?: boolean;
}

export interface TrialStep {
  readonly durationS: number;
  readonly factor: number;
}

/** Of all frames of the measured traffic, ns. */
export interface TrialLatency {
  readonly samples: number;
  readonly minimumNs: number;
  readonly averageNs: number;
  readonly maximumNs: number;
  readonly p50Ns: number;
  readonly p90Ns: number;
  readonly p99Ns: number;
  readonly p999Ns: number;
  readonly p9999Ns: number;
}

/** Where the measured traffic is received, or whose it is: a VM, a port. */
export interface TrialShare {
  readonly name: string;
  readonly weight: number;
  readonly offeredFrames: number;
  readonly receivedFrames: number;
}

export interface TrialResult {
  readonly loadPps: number;
  readonly durationS: number;
  readonly offeredFrames: number;
  readonly receivedFrames: number;
  /** Frames that were not received, as a share of those offered; frames that the device only queued, while its queues grew, count as not received. */
  readonly lossRatio: number;
  /** Load x (1 - loss ratio), frames per second. */
  readonly forwardingRatePps: number;
  /** What the trial counts for in sums of durations, s: the intended duration unless the measurer says otherwise. */
  readonly effectiveDurationS: number;
  /** Frames that arrived in the end but were in growing queues when the sources stopped; they are in the loss. */
  readonly queuedFrames: number;
  /** Null when nothing was received. */
  readonly latency: TrialLatency | null;
  /** Latency of the first frame that was sent in the second half of the trial (RFC 2544 section 26.2: the tagged frame), ns; null when it was lost. */
  readonly taggedLatencyNs: number | null;
  /** Time of the last lost frame since the start, s; null when none was lost. */
  readonly lastLossS: number | null;
  readonly shares: readonly TrialShare[];
  /** How long each phase took, s. */
  readonly phases: { readonly sendingS: number; readonly settlingS: number };
}

export interface TrialMeasurer {
  /** Rejects when the signal is aborted or the trial could not be made; the message says why. */
  measure(request: TrialRequest, signal: AbortSignal): Promise<TrialResult>;
}

/** Forwards every frame of a trial, as the RFC's throughput asks. */
export function isLossless({ lossRatio }: Pick<TrialResult, 'lossRatio'>): boolean {
  return lossRatio === 0;
}
