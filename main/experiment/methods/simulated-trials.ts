/** The measurer that simulates: each trial is one simulation, with random streams of its own. */
import type { Scenario, TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { bucketMiddleNs, quantileNs } from '../../engine/kernel/histogram.ts';
import type { RunRecord, SimulationTask, TrialFlowRecord } from '../../engine/run-record.ts';
import { mergedHistogram } from '../point-metrics.ts';
import type { TrialLatency, TrialMeasurer, TrialRequest, TrialResult, TrialShare } from './trial-measurer.ts';
import { withTrialLoad, type TrialTraffic } from './trial-traffic.ts';

export interface SimulatedDevice {
  readonly scenario: Scenario;
  readonly choice: TechniqueChoice;
  readonly traffic: TrialTraffic;
  /** Longest wait for frames under way, ms. */
  readonly settleMs: number;
  readonly simulate: (task: SimulationTask, signal: AbortSignal) => Promise<RunRecord>;
}

/** The technique cannot be used in the scenario: no trial of it is possible. */
export class TechniqueRefused extends Error {}

/** Trials draw other packets than the replications of a point, of which there are at most so many. */
const FIRST_STREAM = 1000;
/**
 * Queues grow when the mean latency grows from the second to the third and to the last quarter of the sending, each time by more than this share of a
 * quarter: the load is then above what is forwarded by about this share.
 */
const GROWTH_SHARE = 0.01;
/** Growth that interrupts moderated in another way may make, ns. */
const GROWTH_NOISE_NS = 10_000;

export function createSimulatedTrials(device: SimulatedDevice): TrialMeasurer {
  let trials = 0;
  return {
    async measure(request, signal) {
      const { scenario, choice, traffic, settleMs, simulate } = device;
      const { loadPps, durationS, frames, backgroundPps = 0, burst = false, steps = [{ durationS, factor: 1 }] } = request;
      const record = await simulate(
        {
          scenario: withTrialLoad(scenario, traffic, { loadPps, backgroundPps, frames, equalGaps: burst }),
          technique: choice,
          replication: FIRST_STREAM + trials++,
          trial: { steps: steps.map((step) => ({ durationMs: step.durationS * 1000, factor: step.factor })), settleMs },
        },
        signal,
      );
      if (record.refusal !== null) throw new TechniqueRefused(record.refusal);
      return trialResult(record, request, traffic);
    },
  };
}

/** `record` is that of a trial. */
function trialResult(record: RunRecord, request: TrialRequest, { measured }: TrialTraffic): TrialResult {
  const { trial } = record;
  if (!trial) throw new Error('The simulation was not made as a trial.');
  const { loadPps, durationS, burst = false, steps } = request;
  const flows = record.flows.filter(({ flow }) => measured.includes(flow));
  const offeredFrames = sum(flows.map(({ accounting }) => accounting.offered));
  const arrivedFrames = sum(flows.map(({ accounting }) => accounting.delivered));
  const atStop = trial.flows.filter(({ flow }) => measured.includes(flow));
  // A burst is meant to be buffered, and a load that changes leaves queues to be emptied.
  const growing = !burst && steps === undefined && queuesGrow(atStop, trial.sendingNs);
  const queuedFrames = growing ? Math.min(arrivedFrames, sum(atStop.map(({ inFlightAtStop }) => inFlightAtStop))) : 0;
  const receivedFrames = arrivedFrames - queuedFrames;
  const lossRatio = offeredFrames > 0 ? 1 - receivedFrames / offeredFrames : 0;
  return {
    loadPps,
    durationS,
    offeredFrames,
    receivedFrames,
    lossRatio,
    forwardingRatePps: loadPps * (1 - lossRatio),
    effectiveDurationS: durationS,
    queuedFrames,
    latency: latencyOf(flows),
    taggedLatencyNs: trial.taggedLatencyNs,
    lastLossS: trial.lastLossNs === null ? null : trial.lastLossNs / 1e9,
    shares: sharesOf(record, flows, atStop, growing),
    phases: { sendingS: trial.sendingNs / 1e9, settlingS: trial.settledNs / 1e9 },
  };
}

/** Whether a longer trial would have lost what this one still holds (RFC 2544 asks for 60 s so that queues fill). */
function queuesGrow(flows: readonly TrialFlowRecord[], sendingNs: number): boolean {
  const means = [0, 1, 2, 3].map((quarter) => {
    const count = sum(flows.map(({ quarters }) => quarters[quarter]?.latencyCount ?? 0));
    return count > 0 ? sum(flows.map(({ quarters }) => quarters[quarter]?.latencySumNs ?? 0)) / count : 0;
  });
  const [, second = 0, third = 0, last = 0] = means;
  const least = Math.max(GROWTH_NOISE_NS, (GROWTH_SHARE * sendingNs) / 4);
  return third - second > least && last - third > least;
}

function latencyOf(flows: RunRecord['flows']): TrialLatency | null {
  const { buckets, counts } = mergedHistogram(flows);
  const samples = sum(counts);
  if (samples === 0) return null;
  const quantile = (probability: number) => quantileNs(buckets, counts, probability);
  return {
    samples,
    minimumNs: bucketMiddleNs(buckets[0] ?? 0),
    averageNs: sum(flows.map(({ latencySumNs }) => latencySumNs)) / sum(flows.map(({ latencyCount }) => latencyCount)),
    maximumNs: bucketMiddleNs(buckets.at(-1) ?? 0),
    p50Ns: quantile(0.5),
    p90Ns: quantile(0.9),
    p99Ns: quantile(0.99),
    p999Ns: quantile(0.999),
    p9999Ns: quantile(0.9999),
  };
}

/** By VM, in their order; of the measured flows only. */
function sharesOf(record: RunRecord, flows: RunRecord['flows'], atStop: readonly TrialFlowRecord[], growing: boolean): TrialShare[] {
  return record.vms.flatMap(({ name, weight }, vm) => {
    const own = flows.filter((flow) => flow.vm === vm);
    if (own.length === 0) return [];
    const queued = growing ? sum(atStop.filter((flow) => flow.vm === vm).map(({ inFlightAtStop }) => inFlightAtStop)) : 0;
    const arrived = sum(own.map(({ accounting }) => accounting.delivered));
    const offeredFrames = sum(own.map(({ accounting }) => accounting.offered));
    return [{ name, weight, offeredFrames, receivedFrames: Math.max(0, arrived - queued) }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
