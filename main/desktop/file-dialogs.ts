/** The system's own dialogs for files of a kind. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileFilter, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { EndpointValidInput } from '../../shared/contract/endpoints.ts';
import { fileKinds, withEnding, type FileKindId } from '../../shared/contract/file-kinds.ts';

/** Dialogs of one window; Electron's, with the window already given. */
export interface Dialogs {
  open(options: OpenDialogOptions): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  save(options: SaveDialogOptions): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  message(options: MessageBoxOptions): Promise<{ readonly response: number }>;
}

export interface FileDialogOptions {
  readonly dialogs: Dialogs;
  /** Folder that is shown first. */
  readonly documentsFolder: string;
  readonly exists?: (path: string) => boolean;
}

const contents: Readonly<Record<FileKindId, { readonly singular: string; readonly plural: string }>> = {
  project: { singular: 'project', plural: 'projects' },
  evidence: { singular: 'evidence archive', plural: 'evidence archives' },
};

/** Path of the chosen file, or null when the person gives up. A file to save has the ending of its kind, and may be replaced if it exists. */
export async function pickFile(
  { mode, kind, suggestedName }: EndpointValidInput<'file.pick'>,
  options: FileDialogOptions,
): Promise<string | null> {
  const { dialogs, documentsFolder } = options;
  const filters = filtersOf(kind);
  if (mode === 'open') {
    const { canceled, filePaths } = await dialogs.open({ filters, defaultPath: documentsFolder, properties: ['openFile'] });
    return canceled ? null : (filePaths[0] ?? null);
  }
  const { canceled, filePath } = await dialogs.save({
    filters,
    defaultPath: join(documentsFolder, withEnding(plainName(suggestedName), kind)),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  const path = withWholeEnding(filePath, kind);
  // Linux leaves the extension to the application: the system has asked about another file then.
  const unasked = path !== filePath && (options.exists ?? existsSync)(path);
  return unasked && !(await agreesToReplace(path, kind, dialogs)) ? null : path;
}

async function agreesToReplace(path: string, kind: FileKindId, dialogs: Dialogs): Promise<boolean> {
  const { response } = await dialogs.message({
    type: 'question',
    message: `“${basename(path)}” exists already. Replace it?`,
    detail: `The ${contents[kind].singular} that is in the file now will be lost.`,
    buttons: ['Replace', 'Keep'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** A system knows only the last part of an ending of two parts, and may have added that. */
function withWholeEnding(path: string, kind: FileKindId): string {
  const { ending, opened } = fileKinds[kind];
  const bare = path.endsWith(opened) && !path.endsWith(ending) ? path.slice(0, -opened.length) : path;
  return withEnding(bare, kind);
}

function filtersOf(kind: FileKindId): FileFilter[] {
  return [{ name: `IOVLab ${contents[kind].plural}`, extensions: [fileKinds[kind].opened.slice(1)] }];
}

/** A file name that every system takes: without separators, reserved characters and control characters. */
function plainName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- control characters are what is meant
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  return plain === '' ? 'Untitled' : plain;
}
