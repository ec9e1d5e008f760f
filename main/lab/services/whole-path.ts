/** Paths that a page names: the lab's working folder means nothing to the person who reads it. */
import { refuse, type Reply } from '../../../shared/contract/reply.ts';

/** @param field of the input that holds the path */
export function notWhole(path: string, field = 'path'): Reply<never> {
  return refuse('bad-input', `"${path}" is not a whole path. Give the path from the root of the file system.`, field);
}
