/** What was read of a host, as one file of JSON that can be carried elsewhere and read again with the same conclusions. */
import { z } from 'zod';
import { DENIED, MISSING, reading, type HostFiles, type Reading } from './host-files.ts';

/** The text that was read; null: only root may read it. What is not there was missing. */
const readings = z.record(z.string(), z.string().nullable());

export const recordedTreeSchema = z.strictObject({
  format: z.literal(1),
  /** The host, as it is shown. */
  origin: z.string(),
  /** Where the tree comes from, and under which licence, when it is not of this lab. */
  source: z.string().default(''),
  files: readings,
  folders: readings,
  links: readings,
  outputs: readings,
});
export type RecordedTree = z.infer<typeof recordedTreeSchema>;

export function treeFiles({ files, folders, links, outputs }: RecordedTree): HostFiles {
  return {
    read: (path) => look(files, path),
    list: (path) => look(folders, path),
    target: (path) => look(links, path),
    output: (command) => look(outputs, command.join(' ')),
  };
}

function look(kind: RecordedTree['files'], name: string): Reading {
  const text = Object.hasOwn(kind, name) ? kind[name] : undefined;
  if (text === undefined) return MISSING;
  return text === null ? DENIED : reading(text);
}

/** Files that note in `tree` what is read of them. */
export function recording(source: HostFiles, tree: RecordedTree): HostFiles {
  const noted = (kind: RecordedTree['files'], name: string, found: Reading): Reading => {
    if (found.state !== 'missing') kind[name] = found.state === 'read' ? found.text : null;
    return found;
  };
  return {
    read: (path) => noted(tree.files, path, source.read(path)),
    list: (path) => noted(tree.folders, path, source.list(path)),
    target: (path) => noted(tree.links, path, source.target(path)),
    output: (command) => noted(tree.outputs, command.join(' '), source.output(command)),
  };
}

export function emptyTree(origin: string): RecordedTree {
  return { format: 1, origin, source: '', files: {}, folders: {}, links: {}, outputs: {} };
}
