/** Paths that a page names: the lab's working folder means nothing to the person who reads it. */
import { refuse, type Reply } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';

/** @param field of the input that holds the path */
export function notWhole(path: string, field = 'path'): Reply<never> {
  return refuse('bad-input', labWords().lab.files.notWholePath(path), field);
}
