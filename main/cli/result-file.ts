/** The points of a run to lay something beside: of a project file, or of the JSON that `run --json` and `export --json` write. */
import { readFileSync, statSync } from 'node:fs';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { InputError, messageOf } from './input-error.ts';

/** JSON of some ten thousand points. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/** @param runId of a project; the newest run without one. Throws InputError when there is no such run. */
export function readResult(path: string, runId: string | undefined): RunResult {
  if (!path.endsWith('.json')) {
    const run = readRecordedRun(path, runId);
    if (!run.ok) throw new InputError(run.message);
    return run.value.result;
  }
  if (runId !== undefined) throw new InputError(`${path} holds one run only: leave out --run, or name a project file.`);
  const content = contentOf(path);
  // What `export --json` adds.
  if (typeof content === 'object' && content !== null && 'summary' in content) delete content.summary;
  const parsed = runResultSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InputError(
    `${path}: ${issue?.path.join('.') || 'the file'}: this is no result of a run (${issue?.message ?? 'unknown'}). Write one with \`lab run FILE --json\`.`,
  );
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
