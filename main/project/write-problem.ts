/** Why a project could not be written, in words with a remedy. */
import { refuse, type ReplyError } from '../../shared/contract/reply.ts';
import { writeFailureOf } from './sqlite-errors.ts';

/** @param name of the project file */
export function writeProblem(name: string, error: unknown): ReplyError {
  const failure = writeFailureOf(error);
  if (failure !== 'other') return unwritten(name, CAUSES[failure]);
  const reason = error instanceof Error ? error.message : String(error);
  return refuse(
    'failed',
    `"${name}" could not be written: ${reason}. What was saved before is safe. Save a copy elsewhere, and report this.`,
  );
}

/** The file of an open project is not where it was. */
export function missingFileProblem(name: string): ReplyError {
  return unwritten(name, CAUSES.gone);
}

interface Cause {
  /** To follow the name of the file. */
  readonly what: string;
  /** After which the lab writes again. */
  readonly remedy: string;
}

const CAUSES = {
  full: { what: 'could not be written: its disk is full, or a quota is used up.', remedy: 'Make room on the disk' },
  gone: { what: 'is not where it was: it was moved, removed or replaced while it was open.', remedy: 'Put the file back' },
  'read-only': {
    what: 'could not be written: the file or its folder may not be written any more.',
    remedy: 'Mend the permissions of both',
  },
  busy: { what: 'could not be written: another program is writing it.', remedy: 'Wait until that is done' },
  device: { what: 'could not be written: its disk reports an error.', remedy: 'Look whether the disk is there and sound' },
} as const satisfies Record<string, Cause>;

function unwritten(name: string, { what, remedy }: Cause): ReplyError {
  return refuse(
    'failed',
    `"${name}" ${what} What was saved before is safe, and what was done since is kept in memory. ${remedy}, or save a copy elsewhere.`,
  );
}
