/** Where the trials of a simulation depart from the documents of the methods: a report says it with every result. */
import type { MeasuringKind } from '../../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { Goals } from './goals.ts';
import type { TrialTraffic } from './trial-traffic.ts';

export function deviationsOf(scenario: Scenario, kind: MeasuringKind, goals: Goals, { measured }: TrialTraffic): string[] {
  const kinds = new Set(measured.map((number) => scenario.flows[number]?.traffic.kind));
  const gaps = [...kinds].filter((one) => one !== 'constant');
  return [
    ...durations(kind, goals),
    'Each trial begins with an empty system; there are no routing update, no learning frames and no pause between trials.',
    ...(goals.trials.settleMs < 2000 ? [`Frames under way are waited for ${goals.trials.settleMs} ms at most (RFC 2544: 2 s).`] : []),
    'Frames that stand in growing queues when a trial’s sources stop count as lost: a trial of full length would lose them.',
    ...sliceDeviation(scenario, kind, goals),
    ...(gaps.length > 0 ? [`Frames are sent with ${gaps.join(' and ')} gaps (RFC 2544: equal gaps).`] : []),
  ];
}

function durations(kind: MeasuringKind, goals: Goals): string[] {
  const shorter = (what: string, ms: number, askedS: number, document: string) =>
    ms < askedS * 1000 ? [`${what} of ${ms} ms (${document}: ${askedS} s).`] : [];
  const fewer = (count: number, asked: number) => (count < asked ? [`${count} repetitions (RFC 2544: at least ${asked}).`] : []);
  const throughput = shorter('Throughput is confirmed by a trial', goals.throughput.durationMs, 60, 'RFC 2544');
  switch (kind) {
    case 'rfc2544-throughput':
      return throughput;
    case 'rfc2544-latency':
      return [
        ...throughput,
        ...shorter('Latency is measured in trials', goals.latency.durationMs, 120, 'RFC 2544'),
        ...fewer(goals.latency.repetitions, 20),
      ];
    case 'rfc2544-frame-loss':
      return shorter('Trials', goals.frameLoss.durationMs, 60, 'RFC 2544');
    case 'rfc2544-back-to-back':
      return [
        ...throughput,
        `Bursts of at most ${goals.backToBack.longestBurstFrames.toLocaleString('en-US')} frames (RFC 2544: trials of at least 2 s).`,
        ...fewer(goals.backToBack.repetitions, 50),
      ];
    case 'rfc2544-recovery':
      return [...throughput, ...shorter('Overload', goals.recovery.overloadMs, 60, 'RFC 2544')];
    case 'mlrsearch':
      return shorter('Trials', goals.mlrSearch.trialMs, 1, 'FD.io CSIT');
    case 'vm-scaling':
      return shorter('Trials', goals.scaling.trialMs, 1, 'FD.io CSIT');
    case 'noisy-neighbour':
      return shorter('Trials', goals.noisyNeighbour.trialMs, 1, 'FD.io CSIT');
    case 'fairness':
      return shorter('Trial', goals.fairness.durationMs, 1, 'FD.io CSIT');
  }
}

/** Contexts that share a core take turns: a trial within one turn does not see who waits. */
function sliceDeviation({ host, vms }: Scenario, kind: MeasuringKind, goals: Goals): string[] {
  const contexts = vms.reduce((sum, { count }) => sum + count, 0);
  const trialMs = searchTrialMs(kind, goals);
  if (host.networkCores >= contexts || trialMs * 1000 >= host.scheduler.sliceUs) return [];
  return [
    `Trials of ${trialMs} ms are shorter than a turn of the host’s scheduler (${host.scheduler.sliceUs / 1000} ms), and there are fewer network cores than VMs: where they share a core, who waits for it is seen in part only.`,
  ];
}

function searchTrialMs(kind: MeasuringKind, goals: Goals): number {
  switch (kind) {
    case 'rfc2544-throughput':
    case 'rfc2544-latency':
    case 'rfc2544-back-to-back':
    case 'rfc2544-recovery':
      return goals.throughput.searchDurationMs;
    case 'rfc2544-frame-loss':
      return goals.frameLoss.durationMs;
    case 'mlrsearch':
      return goals.mlrSearch.trialMs;
    case 'vm-scaling':
      return goals.scaling.trialMs;
    case 'noisy-neighbour':
      return goals.noisyNeighbour.trialMs;
    case 'fairness':
      return goals.fairness.durationMs;
  }
}
