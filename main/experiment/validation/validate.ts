/** Runs a validation: every simulation that the experiments ask for, once, on an executor, with progress and cancellation. */
import type { ValidationReport } from '../../../shared/validation/report.ts';
import type { PlannedExperiment, PlannedSimulation } from '../../../shared/validation/plan.ts';
import { ENGINE_VERSION, type RunRecord } from '../../engine/run-record.ts';
import { inParallel } from '../in-parallel.ts';
import type { RunOptions, RunProgress } from '../run.ts';
import { compareExperiment, type Simulated } from './compare.ts';
import { summarize } from './summary.ts';

export type ValidationProgress = Omit<RunProgress, 'points'>;

export interface ValidationOptions extends Omit<RunOptions, 'onProgress'> {
  /** Called after every simulation, and once before the first. */
  readonly onProgress: (progress: ValidationProgress) => void;
}

/** A simulation on its way: records by replication, filled in any order. */
interface SimulationState {
  readonly simulation: PlannedSimulation;
  readonly records: (RunRecord | undefined)[];
  failure: string | null;
}

export async function validate(planned: readonly PlannedExperiment[], options: ValidationOptions): Promise<ValidationReport> {
  const { executor, signal, clock } = options;
  const states = distinctSimulations(planned);
  const total = [...states.values()].reduce((sum, { records }) => sum + records.length, 0);
  const beganMs = clock();
  let done = 0;
  const tell = (): void => {
    const secondsLeft = done > 0 ? ((clock() - beganMs) / 1000 / done) * (total - done) : null;
    options.onProgress({ done, total, secondsLeft });
  };
  const jobs = [...states.values()].flatMap((state) =>
    state.records.map((_, replication) => async () => {
      const { scenario, choice } = state.simulation;
      try {
        state.records[replication] = await executor.run({ scenario, technique: choice, replication }, signal);
      } catch (error) {
        if (!signal.aborted) state.failure = error instanceof Error ? error.message : String(error);
      }
      done++;
      tell();
    }),
  );
  tell();
  await inParallel(jobs, executor.workers, signal);
  const experiments = planned.map((one) => compareExperiment(one, (simulation) => outcomeOf(states.get(identityOf(simulation)))));
  return { engineVersion: ENGINE_VERSION, complete: !signal.aborted, experiments, summary: summarize(experiments) };
}

/** Points that ask for the same simulation share it. */
function distinctSimulations(planned: readonly PlannedExperiment[]): Map<string, SimulationState> {
  const states = new Map<string, SimulationState>();
  for (const experiment of planned) {
    if (experiment.kind !== 'simulation') continue;
    for (const point of experiment.points) {
      for (const simulation of point ? [point.simulation, point.reference] : []) {
        if (!simulation || states.has(identityOf(simulation))) continue;
        const records = Array<undefined>(simulation.scenario.method.replications).fill(undefined);
        states.set(identityOf(simulation), { simulation, records, failure: null });
      }
    }
  }
  return states;
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
