/** A run to report of or to lay something beside: of a project file, or of the JSON that `run --json` and `export --json` write. */
import { readFileSync, statSync } from 'node:fs';
import { runSummarySchema, type RunSummary } from '../../shared/contract/endpoints.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { commandLineSummary } from './command-line-summary.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { InputError, messageOf } from './input-error.ts';
import { tell } from './output.ts';

/** JSON of some ten thousand points. */
const LARGEST_BYTES = 512 * 1024 * 1024;

export interface ReadRun {
  readonly result: RunResult;
  readonly summary: RunSummary;
  /** Laid beside the run in its project. */
  readonly measurements: readonly KeptMeasurement[];
}

/** @param runId of a project; the newest run without one. Throws InputError when there is no such run. */
export function readRun(path: string, runId: string | undefined): ReadRun {
  if (!path.endsWith('.json')) return readProjectRun(path, runId);
  if (runId !== undefined) throw new InputError(`${path} holds one run only: leave out --run, or name a project file.`);
  const { summary, content } = withoutSummary(contentOf(path));
  const parsed = runResultSchema.safeParse(content);
  if (parsed.success) return { result: parsed.data, summary: summaryOf(summary, parsed.data, path), measurements: [] };
  const issue = parsed.error.issues[0];
  throw new InputError(
    `${path}: ${issue?.path.join('.') || 'the file'}: this is no result of a run (${issue?.message ?? 'unknown'}). Write one with \`lab run FILE --json\`.`,
  );
}

function readProjectRun(path: string, runId: string | undefined): ReadRun {
  const run = readRecordedRun(path, runId);
  if (!run.ok) throw new InputError(run.message);
  const { summary, runs } = run.value;
  if (runId === undefined && runs.length > 1)
    tell(`The newest of ${runs.length} runs: ${summary.runId}, ${summary.startedAt}, ${summary.scenarioName}. Others: --run ID.`);
  return run.value;
}

/** `export --json` adds the summary of the run. */
function withoutSummary(content: unknown): { readonly summary: unknown; readonly content: unknown } {
  if (typeof content !== 'object' || content === null || !('summary' in content)) return { summary: null, content };
  const { summary, ...rest } = content;
  return { summary, content: rest };
}

/** `run --json` tells no date, so that the same run prints the same: the date of the file stands for it. */
function summaryOf(summary: unknown, result: RunResult, path: string): RunSummary {
  const parsed = runSummarySchema.safeParse(summary);
  return parsed.success ? parsed.data : commandLineSummary({ result, failure: null }, statSync(path).mtime.toISOString());
}

function contentOf(path: string): unknown {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_BYTES) throw new InputError(`${path} has ${size} bytes: too large. Keep the run in a project, and name that.`);
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path} cannot be read: ${messageOf(error)}. Check the path.`, { cause: error });
  }
}
