/** Endpoints of files: the page's own file dialog, and the system's where there is one. Names only; nothing is read of the files. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { EndpointOutput, EndpointValidInput } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { kindOfName } from '../../../shared/contract/file-kinds.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
import { notWhole } from './whole-path.ts';

export type FileHandlers = Pick<Handlers, 'file.list' | 'file.pick'>;
/** The native file dialog: path, or null when the person gives up. */
export type PickFile = (request: EndpointValidInput<'file.pick'>) => Promise<string | null>;

type Entry = EndpointOutput<'file.list'>['entries'][number];

export function fileHandlers(pickFile: PickFile | undefined): FileHandlers {
  return {
    'file.list': ({ folder }) => listFolder(folder === '' ? homedir() : folder),

    async 'file.pick'(request) {
      if (!pickFile) return refuse('unavailable', labWords().lab.files.noSystemDialog);
      return succeed({ path: await pickFile(request) });
    },
  };
}

function listFolder(asked: string): Reply<EndpointOutput<'file.list'>> {
  if (!isAbsolute(asked)) return notWhole(asked, 'folder');
  const folder = resolve(asked);
  let found: Dirent[];
  try {
    found = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return unreadable(folder, error);
  }
  const entries = found
    .flatMap((entry) => describe(folder, entry) ?? [])
    .sort((one, other) => one.kind.localeCompare(other.kind) || one.name.localeCompare(other.name, 'en', { numeric: true }));
  const parent = dirname(folder);
  return succeed({ folder, parent: parent === folder ? null : parent, entries });
}

/** Null for what the dialog does not show: hidden folders and other files. */
function describe(folder: string, entry: Dirent): Entry | null {
  if (entry.name.startsWith('.')) return null;
  const path = join(folder, entry.name);
  const kind = entry.isSymbolicLink() ? targetKind(path) : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : null;
  if (kind === 'folder') return { name: entry.name, path, kind };
  const fileKind = kind === 'file' ? kindOfName(entry.name) : undefined;
  return fileKind === undefined ? null : { name: entry.name, path, kind: fileKind };
}

function targetKind(path: string): 'folder' | 'file' | null {
  try {
    const status = statSync(path);
    return status.isDirectory() ? 'folder' : status.isFile() ? 'file' : null;
  } catch {
    // It leads nowhere, or where we may not look.
    return null;
  }
}

function unreadable(folder: string, error: unknown): Reply<never> {
  switch (error instanceof Error && 'code' in error ? error.code : '') {
    case 'ENOENT':
      return refuse('not-found', labWords().lab.files.noFolder(folder), 'folder');
    case 'ENOTDIR':
      return refuse('refused', labWords().lab.files.isFile(folder), 'folder');
    case 'EACCES':
    case 'EPERM':
      return refuse('refused', labWords().lab.files.folderForbidden(folder), 'folder');
    default:
      return refuse(
        'failed',
        labWords().lab.files.folderUnreadable(folder, error instanceof Error ? error.message : String(error)),
        'folder',
      );
  }
}
