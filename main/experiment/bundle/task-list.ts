/** The simulations that a scenario is known to need, one line of JSON each; more may follow from what they give. */
import { z } from 'zod';
import { trialsSchema } from '../../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import { firstProblem, readTask } from '../executor/task-schema.ts';
import { taskKey } from '../executor/task-key.ts';
import { planRun, type PlannedPoint } from '../plan.ts';
import { runScenario } from '../run.ts';

export interface ListedTask {
  readonly key: string;
  /**
   * Places in the plan of the points that begin with it: its job goes on with what else they turn out to need, the further trials of a search, perturbations
   * of the bottleneck analysis, added replications.
   */
  readonly leads: readonly number[];
  readonly task: SimulationTask;
}

/** Asked of the run itself, with an executor that only writes down, so that the list cannot differ from what a run does. */
export async function listTasks(scenario: Scenario): Promise<ListedTask[]> {
  const listed = new Map<string, { readonly key: string; readonly leads: number[]; readonly task: SimulationTask }>();
  for (const [place, point] of planRun(scenario).entries()) {
    let isFirst = true;
    await askedBy(onlyPoint(point), (task) => {
      const key = taskKey(task);
      const line = listed.get(key) ?? { key, leads: [], task };
      listed.set(key, line);
      if (isFirst) line.leads.push(place);
      isFirst = false;
    });
  }
  // Those that lead come first: jobs take lines in turn, so that each gets as many of them, which have the most to do.
  return [...listed.values()].sort((one, other) => other.leads.length - one.leads.length);
}

/** A scenario whose run is that of a single point. */
export function onlyPoint({ scenario, choice, frames }: PlannedPoint): Scenario {
  const { method } = scenario;
  const trials = frames === null ? {} : { trials: { ...(method.trials ?? trialsSchema.parse({})), frameSizes: [frames] } };
  return { ...scenario, techniques: [choice], method: { ...method, ...trials, sweep: [], constraints: [] } };
}

async function askedBy(scenario: Scenario, note: (task: SimulationTask) => void): Promise<void> {
  await runScenario(scenario, {
    executor: {
      // One at a time, so that they come in the order of the run.
      workers: 1,
      run: (task) => {
        note(task);
        return Promise.reject(new Error('it is only listed'));
      },
      close: () => Promise.resolve(),
    },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    clock: () => 0,
  });
}

export function writeTaskList(tasks: readonly ListedTask[]): string {
  return tasks.map((task) => `${JSON.stringify(task)}\n`).join('');
}

const lineSchema = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/), leads: z.array(z.int().min(0)), task: z.unknown() });
/** Not read further than this before it is needed. */
export type ListedLine = z.output<typeof lineSchema>;

/** Throws an error that names the line. */
export function readTaskList(text: string): ListedLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const parsed = lineSchema.safeParse(parsedJson(line));
      if (!parsed.success) throw new Error(`line ${index + 1} is damaged: ${firstProblem(parsed.error)}`);
      return parsed.data;
    });
}

export function taskOf({ key, task }: ListedLine): SimulationTask {
  return readTask(task, key);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
