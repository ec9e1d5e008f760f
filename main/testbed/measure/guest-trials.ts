/** The measurer with a real guest behind it: frames go to the guest's echo service, and what comes back counts as received. */
import type { TrialLatency, TrialMeasurer, TrialRequest, TrialResult } from '../../experiment/methods/trial-measurer.ts';
import type { FrameSize } from '../../../shared/scenario/schema.ts';
import { MeasuringError } from '../measuring-error.ts';
import type { Peer, PeerLatency, PeerTrial } from './peer.ts';

/** Frames under way have so long to come back (RFC 2544 section 23 waits for 2 s). */
const SETTLE_MS = 2000;
/** Shortest frame of Ethernet: what is sent when no size is asked for. */
const USUAL_FRAME_BYTES = 64;

/** @param name of the adapter, for the shares. */
export function createGuestTrials(name: string, peer: Peer): TrialMeasurer {
  return {
    async measure(request, signal) {
      const { loadPps, durationS, steps = [{ durationS, factor: 1 }], backgroundPps = 0 } = request;
      if (backgroundPps > 0)
        throw new MeasuringError('A guest of the lab has no neighbour that could send too: measure without a background.');
      const order = { loadPps, frameBytes: bytesOf(request.frames), settleMs: SETTLE_MS };
      const parts = steps.map((step) => ({ factor: step.factor, durationMs: step.durationS * 1000 }));
      return trialResult(name, request, await peer.trial({ ...order, steps: parts }, signal));
    },
  };
}

function bytesOf(frames: FrameSize | null): number {
  if (frames === null) return USUAL_FRAME_BYTES;
  if (frames.kind === 'fixed') return frames.frameBytes;
  throw new MeasuringError('The generator sends frames of one size: choose one.');
}

function trialResult(name: string, { loadPps, durationS }: TrialRequest, trial: PeerTrial): TrialResult {
  const { sent, received, latency } = trial;
  const lossRatio = sent > 0 ? 1 - received / sent : 0;
  return {
    loadPps,
    durationS,
    offeredFrames: sent,
    receivedFrames: received,
    lossRatio,
    forwardingRatePps: loadPps * (1 - lossRatio),
    effectiveDurationS: durationS,
    // Frames have their time to settle, and real queues are finite: none is taken away from what was received.
    queuedFrames: 0,
    latency: latency === null ? null : trialLatency(latency, received),
    taggedLatencyNs: trial.taggedNs,
    lastLossS: trial.lastLossNs === null ? null : trial.lastLossNs / 1e9,
    shares: [{ name, weight: 1, offeredFrames: sent, receivedFrames: received }],
    phases: { sendingS: trial.sendingNs / 1e9, settlingS: trial.settlingNs / 1e9 },
  };
}

function trialLatency({ minimumNs, averageNs, maximumNs, quantilesNs }: PeerLatency, samples: number): TrialLatency {
  const at = (permille: number) => quantilesNs[permille - 1] ?? maximumNs;
  return {
    samples,
    minimumNs,
    averageNs,
    maximumNs,
    p50Ns: at(500),
    p90Ns: at(900),
    p99Ns: at(990),
    p999Ns: at(999),
    p9999Ns: at(1000),
  };
}
