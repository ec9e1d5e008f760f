/** Runs a validation: every simulation that the experiments ask for, once, on an executor, with progress and cancellation. */
import type { ValidationReport } from '../../../shared/validation/report.ts';
import type { PlannedExperiment, PlannedPoint, PlannedSimulation } from '../../../shared/validation/plan.ts';
import { ENGINE_VERSION, type RunRecord } from '../../engine/run-record.ts';
import { inParallel } from '../in-parallel.ts';
import { progressAfter, type Progress } from '../progress.ts';
import type { RunOptions } from '../run.ts';
import { compareExperiment, type Simulated } from './compare.ts';
import { firstSimulation, settledSimulation } from './settle-loads.ts';
import { summarize } from './summary.ts';

export interface ValidationOptions extends Omit<RunOptions, 'onProgress'> {
  /** Called after every simulation, before the first and at the end. */
  readonly onProgress: (progress: Progress) => void;
}

/** A simulation on its way: records by replication, filled in any order. */
interface SimulationState {
  readonly simulation: PlannedSimulation;
  readonly records: (RunRecord | undefined)[];
  failure: string | null;
}

export async function validate(planned: readonly PlannedExperiment[], options: ValidationOptions): Promise<ValidationReport> {
  const { executor, signal, clock } = options;
  const states = new Map<string, SimulationState>();
  const beganMs = clock();
  let done = 0;
  const points = pointsOf(planned);
  let total = simulationsOf(points);
  const tell = (): void => {
    options.onProgress(progressAfter(done, total, clock() - beganMs));
  };
  const simulate = async (state: SimulationState, replication: number): Promise<void> => {
    const { scenario, choice } = state.simulation;
    try {
      state.records[replication] = await executor.run({ scenario, technique: choice, replication }, signal);
    } catch (error) {
      if (!signal.aborted) state.failure = error instanceof Error ? error.message : String(error);
    }
    done++;
    tell();
  };
  const simulateAll = async (simulations: readonly PlannedSimulation[]): Promise<void> => {
    const added = addSimulations(states, simulations);
    const jobs = added.flatMap((state) => state.records.map((_, replication) => () => simulate(state, replication)));
    await inParallel(jobs, executor.workers, signal);
  };
  const simulated: Simulated = (simulation) => outcomeOf(states.get(identityOf(simulation)));
  tell();
  await simulateAll(points.flatMap((point) => [firstSimulation(point), ...(point.reference ? [point.reference] : [])]));
  await simulateAll(points.map((point) => settledSimulation(point, simulated)));
  total = done;
  tell();
  const experiments = planned.map((one) => compareExperiment(one, simulated));
  return { engineVersion: ENGINE_VERSION, complete: !signal.aborted, experiments, summary: summarize(experiments) };
}

/** Points that ask for the same simulation share it. Returns the states that were not there yet. */
function addSimulations(states: Map<string, SimulationState>, simulations: readonly PlannedSimulation[]): SimulationState[] {
  const added: SimulationState[] = [];
  for (const simulation of simulations) {
    if (states.has(identityOf(simulation))) continue;
    const records = Array<undefined>(simulation.scenario.method.replications).fill(undefined);
    const state: SimulationState = { simulation, records, failure: null };
    states.set(identityOf(simulation), state);
    added.push(state);
  }
  return added;
}

/** With those of loads that are not known yet. */
function simulationsOf(points: readonly PlannedPoint[]): number {
  const replications = new Map<string, number>();
  for (const point of points) {
    const { simulation, reference, loadShare } = point;
    const count = ({ scenario }: PlannedSimulation) => scenario.method.replications;
    replications.set(identityOf(firstSimulation(point)), count(simulation));
    if (reference) replications.set(identityOf(reference), count(reference));
    if (loadShare !== null) replications.set(`${loadShare} ${identityOf(simulation)}`, count(simulation));
  }
  return [...replications.values()].reduce((sum, count) => sum + count, 0);
}

function pointsOf(planned: readonly PlannedExperiment[]): readonly PlannedPoint[] {
  return planned.flatMap((one) => (one.kind === 'simulation' ? one.points.filter((point) => point !== null) : []));
}

/** Names and titles do not change what is simulated. */
function identityOf({ scenario, choice }: PlannedSimulation): string {
  return JSON.stringify({ ...scenario, name: '', description: '', techniques: [choice] });
}

function outcomeOf(state: SimulationState | undefined): ReturnType<Simulated> {
  if (!state) return { reason: 'Not simulated.' };
  if (state.failure !== null) return { reason: `A simulation failed: ${state.failure}.` };
  const records = state.records.filter((record) => record !== undefined);
  if (records.length < state.records.length) return { reason: 'Not simulated: the validation was cancelled.' };
  const refusal = records.find((record) => record.refusal !== null)?.refusal;
  return typeof refusal === 'string' ? { reason: refusal } : { records };
}
