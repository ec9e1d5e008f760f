/** A point on its way: what it still asks of the engine, and what is known of it so far. */
import type { PointResult, Stopping } from '../../shared/result/schema.ts';
import type { Measurement } from '../../shared/result/measurement.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { fewestReplications, mostReplications } from '../../shared/scenario/stopping.ts';
import { hasClosedLoop } from '../../shared/scenario/traffic-loops.ts';
import type { RunRecord, SimulationTask } from '../engine/run-record.ts';
import { findBottleneck, PERTURBATION } from './bottleneck.ts';
import { measurePoint, type SimulateTrial } from './methods/measure-point.ts';
import { TechniqueRefused } from './methods/simulated-trials.ts';
import type { PlannedPoint } from './plan.ts';
import { pointMetrics, withoutLatencyIntervals, type MetricValues } from './point-metrics.ts';
import { estimatesOf, isUnstable, mergeReplications } from './point-result.ts';
import { nextRound, stopped } from './statistics/stopping.ts';
import { withCostUncertainty } from './uncertainty/cost-interval.ts';
import { drawCosts } from './uncertainty/draw-costs.ts';

/** A simulation that a point asks for: what is done with its record is the point's affair. */
export interface PointTask {
  readonly task: SimulationTask;
  readonly take: (record: RunRecord) => void;
}

/** Runs a further simulation of the point; null when it failed or was cancelled, which the point was told. */
export type Simulate = (task: SimulationTask) => Promise<RunRecord | null>;

export class PointRun {
  /** Once it is measured, with the load that was found. */
  #point: PlannedPoint;
  /** Replications before the first decision to add some; draws of the costs are compared with these. */
  readonly #fewest: number;
  /** By replication, filled in any order. */
  readonly #records: (RunRecord | undefined)[];
  /** Metrics by draw of the costs. */
  readonly #draws: (MetricValues | undefined)[];
  #bottleneck: PointResult['bottleneck'] | null = null;
  #measurement: Measurement | null = null;
  #unsettled = false;
  #failure: string | null = null;
  /** Replications and draws that have neither ended nor failed. */
  #left: number;
  #stopping: Stopping | null = null;

  constructor(point: PlannedPoint) {
    const { costDraws } = point.scenario.method;
    this.#point = point;
    this.#fewest = fewestReplications(point.scenario);
    this.#records = Array.from({ length: this.#fewest }, () => undefined);
    this.#draws = Array.from({ length: costDraws }, () => undefined);
    this.#left = this.#fewest + costDraws;
  }

  /** Whether anything is known of the point. */
  get begun(): boolean {
    return this.#failure !== null || this.#measurement !== null || this.#records.some(Boolean);
  }

  /** A simulation failed; the point says why. */
  fail(message: string): void {
    this.#failure = message;
  }

  /** One of its replications or draws has ended or failed. True with the last of those that were asked for. */
  settle(): boolean {
    return --this.#left === 0;
  }

  /** Whether the replications have a load: a search that broke off leaves none. */
  get hasLoad(): boolean {
    return !this.#unsettled;
  }

  /** Finds the load by the scenario's method; the replications are then of that load. A technique that cannot be used says so in its replications. */
  async measure(simulate: SimulateTrial, signal: AbortSignal): Promise<void> {
    const { scenario, choice, frames } = this.#point;
    const { kind } = scenario.method;
    if (!isMeasuring(kind)) return;
    try {
      const { measurement, settled } = await measurePoint(kind, { scenario, choice, frames }, simulate, signal);
      this.#measurement = measurement;
      this.#point = { ...this.#point, scenario: settled };
    } catch (error) {
      if (error instanceof TechniqueRefused) return;
      this.#unsettled = true;
      if (!signal.aborted) this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  replication(number: number): PointTask {
    const task = this.#taskOf(number);
    // The bound is the same for all replications: the first brings it along.
    return { task: number === 0 ? { ...task, bound: true } : task, take: (record) => (this.#records[number] = record) };
  }

  /**
   * Replications that are still wanted, when all of the round before are done: none without a stopping rule, once it is met, or when a simulation failed.
   */
  nextRound(): PointTask[] {
    const rule = this.#point.scenario.method.stopping;
    const records = this.#records.flatMap((record) => (record?.refusal === null ? [record] : []));
    if (!rule || this.#failure !== null || this.#stopping !== null || records.length < this.#records.length) return [];
    const bounds = { done: records.length, most: mostReplications(this.#point.scenario) };
    const { metrics, causes } = estimatesOf(records, records.map(pointMetrics));
    this.#stopping = stopped(rule, metrics, bounds, isUnstable(causes));
    if (this.#stopping !== null) return [];
    const added = nextRound(bounds);
    this.#records.length += added;
    this.#left += added;
    return Array.from({ length: added }, (_, index) => this.replication(bounds.done + index));
  }

  /** One simulation for each draw of the uncertain costs. */
  draws(): PointTask[] {
    return drawCosts(this.#point.scenario).map((costs, draw) => {
      const task = this.#taskOf(replicationOfDraw(draw, this.#fewest));
      const take = (record: RunRecord) => {
        if (record.refusal === null) this.#draws[draw] = pointMetrics(record);
      };
      return { task: { ...task, scenario: { ...task.scenario, costs } }, take };
    });
  }

  /** Looks for the bottleneck, starting from the first replication, which must be there; kept unless the signal is aborted meanwhile. */
  async findBottleneck(simulate: Simulate, signal: AbortSignal): Promise<void> {
    const base = this.#records[0];
    if (!base || base.refusal !== null) return;
    const perturbed = async (lever: string) =>
      (await simulate({ ...this.#taskOf(0), perturbation: { lever, factor: PERTURBATION } })) ?? base;
    const bottleneck = await findBottleneck({ base, closedLoop: hasClosedLoop(this.#point.scenario), perturbed });
    if (!signal.aborted) this.#bottleneck = bottleneck;
  }

  /** Of what is known so far, replications in their order. */
  result(): PointResult {
    const merged = mergeReplications(
      this.#point,
      [...this.#records].flatMap((record, number) => (record === undefined ? [] : [{ number, record }])),
    );
    const bases = this.#draws.length > 0 ? this.#records.slice(0, this.#fewest).map((record) => record && pointMetrics(record)) : [];
    const drawn = this.#draws.flatMap((values, draw) => {
      const base = bases[replicationOfDraw(draw, bases.length)];
      return values && base ? [{ drawn: values, base }] : [];
    });
    const metrics = withCostUncertainty(merged.metrics, drawn);
    return {
      ...merged,
      metrics: isUnstable(merged.overloadCauses ?? []) ? withoutLatencyIntervals(metrics) : metrics,
      ...(this.#stopping === null ? {} : { stopping: this.#stopping }),
      bottleneck: this.#bottleneck ?? merged.bottleneck,
      ...(this.#measurement ? { measurement: this.#measurement } : {}),
      remarks: this.#failure === null ? merged.remarks : [...merged.remarks, `A simulation failed: ${this.#failure}.`],
    };
  }

  #taskOf(replication: number): SimulationTask {
    return { scenario: this.#point.scenario, technique: this.#point.choice, replication };
  }
}

/** Draws take the replications in turn: each is compared with the same packets under the costs as they are. */
function replicationOfDraw(draw: number, replications: number): number {
  return draw % replications;
}
