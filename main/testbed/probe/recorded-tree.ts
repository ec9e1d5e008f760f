/** Recorded trees as the files of a host, and files of a host that are recorded while they are read. */
import type { RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
import { DENIED, MISSING, reading, type HostFiles, type Reading } from './host-files.ts';

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
