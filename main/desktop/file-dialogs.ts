/** The system's own dialogs for project files. */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { EndpointValidInput } from '../../shared/contract/endpoints.ts';
import { PROJECT_EXTENSION } from './project-arguments.ts';

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

const filters = [{ name: 'IOVLab projects', extensions: [PROJECT_EXTENSION.slice(1)] }];

/** Path of the chosen file, or null when the person gives up. A file to save has the extension of projects, and may be replaced if it exists. */
export async function pickProjectFile(
  { mode, suggestedName }: EndpointValidInput<'file.pick'>,
  options: FileDialogOptions,
): Promise<string | null> {
  const { dialogs, documentsFolder } = options;
  if (mode === 'open') {
    const { canceled, filePaths } = await dialogs.open({ filters, defaultPath: documentsFolder, properties: ['openFile'] });
    return canceled ? null : (filePaths[0] ?? null);
  }
  const { canceled, filePath } = await dialogs.save({
    filters,
    defaultPath: join(documentsFolder, withExtension(plainName(suggestedName))),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  const path = withExtension(filePath);
  // Linux leaves the extension to the application: the system has asked about another file then.
  const unasked = path !== filePath && (options.exists ?? existsSync)(path);
  return unasked && !(await agreesToReplace(path, dialogs)) ? null : path;
}

async function agreesToReplace(path: string, dialogs: Dialogs): Promise<boolean> {
  const { response } = await dialogs.message({
    type: 'question',
    message: `“${basename(path)}” exists already. Replace it?`,
    detail: 'The project that is in the file now will be lost.',
    buttons: ['Replace', 'Keep'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

function withExtension(path: string): string {
  return extname(path).toLowerCase() === PROJECT_EXTENSION ? path : `${path}${PROJECT_EXTENSION}`;
}

/** A file name that every system takes: without separators, reserved characters and control characters. */
function plainName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- control characters are what is meant
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  return plain === '' ? 'Untitled' : plain;
}
