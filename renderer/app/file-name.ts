import { withEnding, type FileKindId } from '../../shared/contract/file-kinds.ts';

/** Path of a file in a folder: the name gets the ending of its kind; a name that is a whole path is taken as it is. */
export function filePath(folder: string, name: string, kind: FileKindId, mode: 'open' | 'save'): string {
  const named = withEnding(name.trim(), kind, mode);
  if (isAbsolute(named)) return named;
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${named}` : `${folder}${separator}${named}`;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}

/** Last part of a path of the lab's machine, whatever its system. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
