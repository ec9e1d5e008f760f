/** Why a project could not be written, in words with a remedy. */
import { refuse, type ReplyError } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { writeFailureOf } from './sqlite-errors.ts';

/** @param name of the project file */
export function writeProblem(name: string, error: unknown): ReplyError {
  const texts = labWords().project.writing;
  switch (writeFailureOf(error)) {
    case 'full':
      return refuse('failed', texts.isFull(name));
    case 'gone':
      return missingFileProblem(name);
    case 'read-only':
      return refuse('failed', texts.isReadOnly(name));
    case 'busy':
      return refuse('failed', texts.isBusy(name));
    case 'device':
      return refuse('failed', texts.deviceFails(name));
    case 'other':
      return refuse('failed', texts.failed(name, error instanceof Error ? error.message : String(error)));
  }
}

/** The file of an open project is not where it was. */
export function missingFileProblem(name: string): ReplyError {
  return refuse('failed', labWords().project.writing.isGone(name));
}
