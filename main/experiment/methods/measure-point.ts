/** Measures a point by the method of its scenario, and says at which load its other figures are. */
import { frameSizeOf, frameTitle, meanFrameBytes, withFrames } from '../../../shared/scenario/frame-sizes.ts';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
import { isOpenLoop } from '../../../shared/scenario/traffic-loops.ts';
import type { Measurement } from '../../../shared/result/measurement.ts';
import type { FrameChoice, MeasuringKind } from '../../../shared/scenario/method-goals.ts';
import type { FrameSize, Scenario, TechniqueChoice } from '../../../shared/scenario/schema.ts';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { deviationsOf } from './deviations.ts';
import { goalsOf, type Goals } from './goals.ts';
import { fairnessOf } from './isolation/fairness.ts';
import { measureNoisyNeighbour } from './isolation/noisy-neighbour.ts';
import { measureScaling } from './isolation/scaling.ts';
import { searchLoads, type GoalResult } from './mlrsearch/search.ts';
import type { SearchGoal } from './mlrsearch/search-goal.ts';
import { correctedBufferS, impliedBufferS, measureBackToBack } from './rfc2544/back-to-back.ts';
import { measureFrameLoss } from './rfc2544/frame-loss.ts';
import { measureLatency } from './rfc2544/latency.ts';
import { measureRecovery } from './rfc2544/system-recovery.ts';
import { searchThroughput } from './rfc2544/throughput-search.ts';
import { createSimulatedTrials, TechniqueRefused } from './simulated-trials.ts';
import { TrialLog } from './trial-log.ts';
import type { TrialMeasurer } from './trial-measurer.ts';
import { portsOf, wireMaximumPps, withTrialLoad, type TrialTraffic } from './trial-traffic.ts';

export interface PointToMeasure {
  /** Settings applied; frames not yet. */
  readonly scenario: Scenario;
  readonly choice: TechniqueChoice;
  /** Null: the flows' own. */
  readonly frames: FrameChoice | null;
}

export interface MeasuredPoint {
  readonly measurement: Measurement;
  /** The scenario with the load, frames and VMs of the point's other figures. */
  readonly settled: Scenario;
}

export type SimulateTrial = (task: SimulationTask, signal: AbortSignal) => Promise<RunRecord>;

/** Rejects when the signal is aborted, when the technique cannot be used, or when a simulation fails. */
export async function measurePoint(
  kind: MeasuringKind,
  point: PointToMeasure,
  simulate: SimulateTrial,
  signal: AbortSignal,
): Promise<MeasuredPoint> {
  const goals = goalsOf(point.scenario);
  const traffic = trafficOf(point.scenario, kind, goals);
  const deviations = deviationsOf(point.scenario, kind, goals, traffic);
  const size = point.frames === null ? null : frameSizeOf(point.frames);
  const scenario = size === null ? point.scenario : withFrames(point.scenario, size, traffic.measured);
  const wirePps = wireMaximumPps(scenario, traffic, null);
  const maximumPps = goals.trials.maximumLoadPps ?? wirePps ?? goals.trials.minimumLoadPps;
  const measurerOf = (of: Scenario, measured: TrialTraffic): TrialMeasurer =>
    createSimulatedTrials({ scenario: of, choice: point.choice, traffic: measured, settleMs: goals.trials.settleMs, simulate });
  const own = traffic.measured.flatMap((number) => scenario.flows[number] ?? []);
  return methods[kind]({
    scenario,
    size,
    goals,
    traffic,
    maximumPps,
    signal,
    measurerOf,
    log: new TrialLog(measurerOf(scenario, traffic), signal),
    report: {
      frames: point.frames === null ? 'frames of the scenario' : frameTitle(point.frames),
      meanFrameBytes: size === null ? meanOfFlows(scenario, traffic) : meanFrameBytes(size),
      maximumPps,
      maximumIsWire: goals.trials.maximumLoadPps === undefined && wirePps !== null,
      directions: [...new Set(own.map(({ direction }) => direction))],
      interfaces: Math.max(...own.map((flow) => portsOf(scenario, flow))),
      deviations,
    },
  });
}

type Report = Pick<Measurement, 'frames' | 'meanFrameBytes' | 'maximumPps' | 'maximumIsWire' | 'directions' | 'interfaces' | 'deviations'>;

interface Setup {
  readonly scenario: Scenario;
  readonly size: FrameSize | null;
  readonly goals: Goals;
  readonly traffic: TrialTraffic;
  readonly maximumPps: number;
  readonly signal: AbortSignal;
  readonly measurerOf: (scenario: Scenario, traffic: TrialTraffic) => TrialMeasurer;
  readonly log: TrialLog;
  readonly report: Report;
}

const NO_THROUGHPUT =
  'Every load that was tried has loss: there is no throughput in the sense of RFC 2544. Measure the frame loss rate, or search with MLRsearch.';

const methods: Readonly<Record<MeasuringKind, (setup: Setup) => Promise<MeasuredPoint>>> = {
  'rfc2544-throughput': async (setup) => {
    const { throughputPps, lowestLossPps } = await throughputOf(setup);
    const { attempts, resolutionPercent } = setup.goals.throughput;
    const failure = throughputPps === null ? NO_THROUGHPUT : null;
    const found = { throughputPps, lowestLossPps, attempts, resolution: resolutionPercent / 100 };
    return settledAt(setup, throughputPps ?? lowestLossPps, { kind: 'throughput', ...common(setup, failure), ...found });
  },
  'rfc2544-latency': async (setup) => {
    const { throughputPps, lowestLossPps } = await throughputOf(setup);
    const { durationMs, repetitions } = setup.goals.latency;
    const test = { frames: setup.size, durationS: durationMs / 1000, repetitions };
    const measured =
      throughputPps === null
        ? { taggedAverageNs: null, taggedFrames: 0, allFrames: null }
        : await measureLatency(setup.log, { ...test, throughputPps });
    const failure = throughputPps === null ? NO_THROUGHPUT : null;
    return settledAt(setup, throughputPps ?? lowestLossPps, { kind: 'latency', ...common(setup, failure), throughputPps, ...measured });
  },
  'rfc2544-frame-loss': async (setup) => {
    const { durationMs, stepPercent } = setup.goals.frameLoss;
    const test = { frames: setup.size, maximumPps: setup.maximumPps, step: stepPercent / 100, durationS: durationMs / 1000 };
    const losslessPps = await measureFrameLoss(setup.log, test);
    return settledAt(setup, losslessPps ?? setup.maximumPps, { kind: 'frame-loss', ...common(setup, null), losslessPps });
  },
  'rfc2544-back-to-back': async (setup) => {
    const { maximumPps, size } = setup;
    const { throughputPps, lowestLossPps } = await throughputOf(setup);
    const { longestBurstFrames, repetitions } = setup.goals.backToBack;
    // RFC 9004: only where the throughput is below the wire's rate.
    const isBelow = throughputPps !== null && throughputPps < maximumPps;
    const test = { frames: size, maximumPps, longestBurst: longestBurstFrames, repetitions };
    const burst = isBelow ? await measureBackToBack(setup.log, test) : null;
    const failure = throughputPps === null ? NO_THROUGHPUT : null;
    return settledAt(setup, throughputPps ?? lowestLossPps, {
      kind: 'back-to-back',
      ...common(setup, failure),
      throughputPps,
      burst,
      impliedBufferS: burst ? impliedBufferS(burst.average, maximumPps) : null,
      correctedBufferS: burst && throughputPps !== null ? correctedBufferS(burst.average, maximumPps, throughputPps) : null,
    });
  },
  'rfc2544-recovery': async (setup) => {
    const { throughputPps, lowestLossPps } = await throughputOf(setup);
    const { overloadPercent, reducedPercent, overloadMs, observedMs, repetitions } = setup.goals.recovery;
    const overloadPps = throughputPps === null ? null : Math.min(setup.maximumPps, (throughputPps * overloadPercent) / 100);
    const reduced = reducedPercent / 100;
    const times = { overloadS: overloadMs / 1000, observedS: observedMs / 1000, repetitions };
    const recovery = overloadPps === null ? null : await measureRecovery(setup.log, { frames: setup.size, overloadPps, reduced, ...times });
    return settledAt(setup, throughputPps ?? lowestLossPps, {
      kind: 'system-recovery',
      ...common(setup, throughputPps === null ? NO_THROUGHPUT : null),
      throughputPps,
      overloadPps,
      reducedPps: overloadPps === null ? null : overloadPps * reduced,
      recovery,
    });
  },
  mlrsearch: async (setup) => {
    const { trialMs, durationSumTrials, exceedRatio, widthPercent, goals } = setup.goals.mlrSearch;
    const searched = goals.map(({ name, lossPercent }): SearchGoal => ({
      name,
      finalTrialDurationS: trialMs / 1000,
      durationSumS: (trialMs / 1000) * durationSumTrials,
      lossRatio: lossPercent / 100,
      exceedRatio,
      width: widthPercent / 100,
    }));
    const results = await searchLoads(setup.log, { ...limitsOf(setup), frames: setup.size, goals: searched });
    const found = results.find(({ throughputPps }) => throughputPps !== null);
    const failure = found ? null : results.map((result) => `${result.goal.name}: ${result.failure ?? 'no result'}`).join(' ');
    return settledAt(setup, found?.lowerPps ?? setup.goals.trials.minimumLoadPps, {
      kind: 'mlrsearch',
      ...common(setup, failure),
      goals: results.map(({ goal, ...result }) => ({ ...goalFigures(goal), ...result })),
    });
  },
  'vm-scaling': async (setup) => {
    const { scenario, goals, traffic, signal } = setup;
    const { counts, lossPercent, kneePercent, trialMs, vms = scenario.vms[0]?.name } = goals.scaling;
    const goal = quickGoal('throughput', trialMs, lossPercent / 100);
    const withCount = (count: number): Scenario => ({
      ...scenario,
      vms: scenario.vms.map((group) => (group.name === vms ? { ...group, count } : group)),
    });
    const found = new Map<number, GoalResult>();
    const measureAt = async (count: number) => {
      const log = new TrialLog(setup.measurerOf(withCount(count), traffic), signal);
      const results = await refusedOr(() => searchLoads(log, { ...limitsOf(setup), frames: setup.size, goals: [goal] }));
      // Fewer VMs may be possible where more are not; where the first number is not, the technique is refused.
      if (!Array.isArray(results)) {
        if (found.size === 0) throw results;
        return { refusal: results.message };
      }
      const [result] = results;
      if (!result) throw new Error('A search for one goal has no result.');
      const durationS = goal.finalTrialDurationS;
      const trial =
        result.lowerPps === null ? null : await log.measure('fairness', { loadPps: result.lowerPps, durationS, frames: setup.size });
      setup.log.trials.push(...log.trials.map((one) => ({ ...one, vms: count })));
      found.set(count, result);
      return { found: result, trial };
    };
    const measured = await measureScaling({ counts, kneeThreshold: kneePercent / 100, measureAt });
    const count = measured.kneeVms ?? measured.steps.at(-1)?.vms ?? 1;
    const nothing = measured.steps.every(({ throughputPps }) => throughputPps === null);
    const at = { ...setup, scenario: withCount(count) };
    return settledAt(at, found.get(count)?.lowerPps ?? goals.trials.minimumLoadPps, {
      kind: 'vm-scaling',
      ...common(setup, nothing ? (found.get(count)?.failure ?? 'No number of VMs has a throughput.') : null),
      lossRatio: lossPercent / 100,
      ...measured,
      kneeThreshold: kneePercent / 100,
    });
  },
  'noisy-neighbour': async (setup) => {
    const { scenario, goals, traffic, signal, maximumPps } = setup;
    const { levelsPercent, victimPercent, lossPercent, trialMs } = goals.noisyNeighbour;
    const victims = new TrialLog(setup.measurerOf(scenario, traffic), signal);
    const weighted = byWeight(scenario, traffic);
    const together = new TrialLog(setup.measurerOf(weighted.scenario, everything(traffic)), signal);
    const measured = await measureNoisyNeighbour({
      together,
      victims,
      ...limitsOf(setup),
      maximumPps: goals.trials.maximumLoadPps ?? wireMaximumPps(weighted.scenario, everything(traffic), null) ?? maximumPps,
      victimMaximumPps: maximumPps,
      neighbourPart: weighted.neighbourPart,
      levels: levelsPercent.map((percent) => percent / 100),
      victimPart: victimPercent / 100,
      capacityGoal: quickGoal('capacity', trialMs, lossPercent / 100),
      victimGoal: quickGoal('NDR', trialMs, 0),
    });
    setup.log.trials.push(...together.trials, ...victims.trials);
    const names = (flows: readonly number[]) => flows.map((number) => scenario.flows[number]?.name ?? '');
    const backgroundPps = measured.neighbourSharePps ?? 0;
    return settledAt(
      setup,
      measured.victimLoadPps ?? goals.trials.minimumLoadPps,
      {
        kind: 'noisy-neighbour',
        ...common(setup, measured.failure),
        victims: names(traffic.measured),
        neighbour: names(traffic.background).join(', '),
        ...measured,
      },
      backgroundPps,
    );
  },
  fairness: async (setup) => {
    const { loadPercent, durationMs } = setup.goals.fairness;
    const loadPps = (setup.maximumPps * loadPercent) / 100;
    const trial = await setup.log.measure('overload', { loadPps, durationS: durationMs / 1000, frames: setup.size });
    return settledAt(setup, loadPps, { kind: 'fairness', ...common(setup, null), loadPps, ...fairnessOf(trial) });
  },
};

async function refusedOr<Value>(measure: () => Promise<Value>): Promise<Value | TechniqueRefused> {
  try {
    return await measure();
  } catch (error) {
    if (error instanceof TechniqueRefused) return error;
    throw error;
  }
}

/** Flows that are measured; the neighbour's are loaded beside them. */
function trafficOf({ flows }: Scenario, kind: MeasuringKind, { noisyNeighbour }: Goals): TrialTraffic {
  const all = flows.map((_, number) => number);
  if (kind !== 'noisy-neighbour') return { measured: all, background: [] };
  const name = noisyNeighbour.neighbour ?? flows.at(-1)?.name;
  return {
    measured: all.filter((number) => flows[number]?.name !== name),
    background: all.filter((number) => flows[number]?.name === name),
  };
}

function everything({ measured, background }: TrialTraffic): TrialTraffic {
  return { measured: [...measured, ...background], background: [] };
}

/** Each VM offers by its weight: what the neighbour's is of all. */
function byWeight(
  scenario: Scenario,
  { measured, background }: TrialTraffic,
): { readonly scenario: Scenario; readonly neighbourPart: number } {
  const weightOf = (number: number): number => {
    const group = scenario.vms.find(({ name }) => name === scenario.flows[number]?.vms);
    return group ? group.count * group.weight : 0;
  };
  const total = [...measured, ...background].reduce((sum, number) => sum + weightOf(number), 0);
  const flows = scenario.flows.map((flow, number) => {
    if (!('load' in flow.traffic)) return flow;
    return {
      ...flow,
      traffic: { ...flow.traffic, load: weightOf(number), loadUnit: 'packets-per-second' as const, loadScope: 'total' as const },
    };
  });
  return { scenario: { ...scenario, flows }, neighbourPart: background.reduce((sum, number) => sum + weightOf(number), 0) / total };
}

function throughputOf({ log, size, goals, maximumPps }: Setup) {
  const { durationMs, searchDurationMs, resolutionPercent, attempts } = goals.throughput;
  return searchThroughput(log, {
    frames: size,
    maximumPps,
    resolution: resolutionPercent / 100,
    searchDurationS: Math.min(searchDurationMs, durationMs) / 1000,
    finalDurationS: durationMs / 1000,
    attempts,
  });
}

function limitsOf({ goals, maximumPps }: Setup): { readonly minimumPps: number; readonly maximumPps: number; readonly mostTrials: number } {
  const { minimumLoadPps, mostTrials } = goals.trials;
  return { minimumPps: Math.min(minimumLoadPps, maximumPps), maximumPps, mostTrials };
}

/** Two trials of three decide: for methods that search at many places. */
function quickGoal(name: string, trialMs: number, lossRatio: number): SearchGoal {
  const finalTrialDurationS = trialMs / 1000;
  return {
    name,
    finalTrialDurationS,
    durationSumS: 3 * finalTrialDurationS,
    lossRatio,
    exceedRatio: 0.5,
    width: Math.max(0.01, lossRatio),
  };
}

function goalFigures({ name, finalTrialDurationS, durationSumS, lossRatio, exceedRatio, width }: SearchGoal) {
  return { name, finalTrialDurationS, durationSumS, lossRatio, exceedRatio, width };
}

function common({ report, log }: Setup, failure: string | null) {
  return { ...report, trials: log.trials, failure };
}

function settledAt(
  { scenario, traffic, size, goals }: Setup,
  loadPps: number | null,
  measurement: Measurement,
  backgroundPps = 0,
): MeasuredPoint {
  const load = { loadPps: loadPps ?? goals.trials.minimumLoadPps, backgroundPps, frames: size, equalGaps: false };
  return { measurement, settled: withTrialLoad(scenario, traffic, load) };
}

function meanOfFlows(scenario: Scenario, { measured }: TrialTraffic): number {
  const sizes = measured.flatMap((number) => {
    const traffic = scenario.flows[number]?.traffic;
    return traffic && isOpenLoop(traffic) ? [meanFrameBytes(framesOf(traffic))] : [];
  });
  return sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
}
