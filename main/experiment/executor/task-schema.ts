/** A simulation that comes from elsewhere, from a queue or from a file: plain data that is checked before anything is made of it. */
import { z } from 'zod';
import { scenarioSchema, techniqueChoiceSchema } from '../../../shared/scenario/schema.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import { taskKey } from './task-key.ts';

const LONGEST_NAME = 200;
/** Of a trial: methods have a handful. */
const MOST_STEPS = 1000;

/** Every field of a task: the compiler finds one that is missing here. */
const taskFields = {
  scenario: scenarioSchema,
  technique: techniqueChoiceSchema,
  replication: z.int().min(0),
  perturbation: z.strictObject({ lever: z.string().max(LONGEST_NAME), factor: z.number().positive() }).exactOptional(),
  trial: z
    .strictObject({
      steps: z.array(z.strictObject({ durationMs: z.number().min(0), factor: z.number().min(0) })).max(MOST_STEPS),
      settleMs: z.number().min(0),
    })
    .exactOptional(),
  bound: z.boolean().exactOptional(),
} satisfies Record<keyof SimulationTask, z.ZodType>;

export const simulationTaskSchema: z.ZodType<SimulationTask> = z.strictObject(taskFields);

/** The task that data describes, if it is the one with the key. Throws an error that says what is wrong with it. */
export function readTask(data: unknown, key: string): SimulationTask {
  const parsed = simulationTaskSchema.safeParse(data);
  if (!parsed.success) throw new Error(`it is no simulation of this version: ${firstProblem(parsed.error)}`);
  if (taskKey(parsed.data) !== key) throw new Error('its key is not that of its content: it was altered, or made by another version');
  return parsed.data;
}

/** `vms.0.count: Too big`. */
export function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? [issue.path.join('.'), issue.message].filter(Boolean).join(': ') : error.message;
}
