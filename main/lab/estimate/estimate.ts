/**
 * How long a run will take here: the events of each point, from a pilot simulation of its technique and the frames that the point offers, over
 * the measured speed of this machine.
 */
import type { RunEstimate } from '../../../shared/contract/endpoints.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { fewestReplications } from '../../../shared/scenario/stopping.ts';
import { hasClosedLoop } from '../../../shared/scenario/traffic-loops.ts';
import { LEVERS_TRIED } from '../../experiment/bottleneck.ts';
import type { Executor } from '../../experiment/executor/executor.ts';
import { expectedTrialFrames } from '../../experiment/methods/expected-frames.ts';
import { planRun, type PlannedPoint } from '../../experiment/plan.ts';
import { offeredFramesPerMs } from '../../experiment/offered-frames.ts';
import { pilotOf } from './pilot.ts';
import type { Speed } from './speed.ts';

export interface Estimator {
  /** Begins to measure this machine, so that the first estimate need not wait for it. */
  prepare(): void;
  /** Null when it cannot be known now: a run keeps the workers busy, or a pilot failed. */
  estimate(scenario: Scenario): Promise<RunEstimate | null>;
}

export interface EstimatorParts {
  readonly executor: Executor;
  /** Told of every simulation of the executor. */
  readonly speed: Speed;
  /** Whether a run keeps the workers busy: a pilot would wait for it. */
  readonly isBusy: () => boolean;
}

/** What a technique makes of the scenario, for each simulated millisecond. */
interface Pace {
  readonly events: number;
  readonly frames: number;
  /** Frames of open-loop flows; the rest is of closed loops. */
  readonly offered: number;
}

interface Machine {
  /** Of one worker. */
  readonly eventsPerSecond: number;
  /** Start of a worker thread, s. */
  readonly startSeconds: number;
}

/** Paces remembered: while a person types, most of a scenario stays as it is. */
const MOST_PACES = 256;
/** Simulated time of the first measurement of the machine, ms: some tenths of a second of work. */
const CALIBRATION_MS = 40;

export function createEstimator({ executor, speed, isBusy }: EstimatorParts): Estimator {
  const paces = new Map<string, Promise<Pace>>();
  let calibration: Promise<Machine> | null = null;
  const { signal } = new AbortController();

  async function calibrate(): Promise<Machine> {
    const { method, ...scenario } = newScenario();
    const beganMs = performance.now();
    const { events } = await executor.run(
      {
        scenario: { ...scenario, method: { ...method, durationMs: CALIBRATION_MS } },
        technique: { name: 'vhost-net', options: {} },
        replication: 0,
      },
      signal,
    );
    const seconds = (performance.now() - beganMs) / 1000;
    const eventsPerSecond = speed.eventsPerSecond ?? events / seconds;
    return { eventsPerSecond, startSeconds: Math.max(0, seconds - events / eventsPerSecond) };
  }

  function calibrated(): Promise<Machine> {
    calibration ??= calibrate();
    // Whoever waits for it is told; nobody may.
    calibration.catch(() => (calibration = null));
    return calibration;
  }

  async function measurePace(point: PlannedPoint): Promise<Pace> {
    const pilot = pilotOf(point);
    speed.leaveOut(pilot);
    const record = await executor.run(pilot, signal);
    const { durationMs } = pilot.scenario.method;
    return { events: record.events / durationMs, frames: record.frames / durationMs, offered: offeredFramesPerMs(point.scenario) };
  }

  function paceOf(point: PlannedPoint): Promise<Pace> {
    const { scenario, choice } = pilotPart(point);
    const key = JSON.stringify([scenario, choice]);
    const known = paces.get(key);
    if (known) return known;
    const pace = measurePace(point);
    const oldest = paces.size >= MOST_PACES ? paces.keys().next().value : undefined;
    if (oldest !== undefined) paces.delete(oldest);
    paces.set(key, pace);
    pace.catch(() => paces.delete(key));
    return pace;
  }

  async function measured(scenario: Scenario): Promise<RunEstimate> {
    const machine = await calibrated();
    const points = planRun(scenario);
    const { costDraws, durationMs, confirmBottleneck } = scenario.method;
    // With a stopping rule at least so many: how many more is what the run finds out.
    const repeats = fewestReplications(scenario) + costDraws;
    const paceByTechnique = await pacesOf(points, paceOf);
    let frames = 0;
    let events = 0;
    for (const point of points) {
      const pace = paceByTechnique.get(point.technique);
      if (!pace) continue;
      const pointFrames = framesPerMs(point.scenario, pace) * point.scenario.method.durationMs;
      const perFrame = pace.frames > 0 ? pace.events / pace.frames : 0;
      const pointEvents = pace.frames > 0 ? perFrame * pointFrames : pace.events * durationMs;
      const trialFrames = expectedTrialFrames(point);
      frames += pointFrames * repeats + trialFrames;
      events += pointEvents * (repeats + (confirmBottleneck ? LEVERS_TRIED : 0)) + perFrame * trialFrames;
    }
    const simulations = points.length * repeats;
    const lanes = Math.min(executor.workers, simulations);
    const eventsPerSecond = speed.eventsPerSecond ?? machine.eventsPerSecond;
    return { points: points.length, simulations, frames, seconds: machine.startSeconds + events / (eventsPerSecond * lanes) };
  }

  return {
    prepare() {
      if (!isBusy()) void calibrated();
    },
    async estimate(scenario) {
      if (isBusy()) return null;
      try {
        return await measured(scenario);
      } catch {
        // A worker died or the lab was closed: the run itself will say why, an estimate only leaves a number out.
        return null;
      }
    },
  };
}

/** The pace of each technique, measured in the middle of its points. */
async function pacesOf(points: readonly PlannedPoint[], paceOf: (point: PlannedPoint) => Promise<Pace>): Promise<Map<string, Pace>> {
  const byTechnique = Map.groupBy(points, ({ technique }) => technique);
  const middle = [...byTechnique].flatMap(([technique, own]) => {
    const point = own[Math.floor(own.length / 2)];
    return point ? [[technique, point] as const] : [];
  });
  return new Map(await Promise.all(middle.map(async ([technique, point]) => [technique, await paceOf(point)] as const)));
}

/** Open-loop frames follow from the settings; those of closed loops are taken to stay as they were in the pilot. */
function framesPerMs(scenario: Scenario, pace: Pace): number {
  if (pace.frames === 0) return 0;
  const closed = hasClosedLoop(scenario) ? Math.max(0, pace.frames - pace.offered) : 0;
  return offeredFramesPerMs(scenario) + closed;
}

/** What a pilot depends on: not the title, nor how often and how long the whole run repeats it. */
function pilotPart({ scenario, choice }: PlannedPoint): { readonly scenario: object; readonly choice: PlannedPoint['choice'] } {
  const { host, nic, vms, flows, costModel, costs, method } = scenario;
  return { scenario: { host, nic, vms, flows, costModel, costs, durationMs: method.durationMs }, choice };
}
