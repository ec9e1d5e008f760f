const EXTENSION = '.iovlab';

/** Path of a project file in a folder: the name gets its extension; a name that is a whole path is taken as it is. */
export function projectPath(folder: string, name: string): string {
  const trimmed = name.trim();
  const named = trimmed.toLowerCase().endsWith(EXTENSION) ? trimmed : `${trimmed}${EXTENSION}`;
  if (isAbsolute(named)) return named;
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${named}` : `${folder}${separator}${named}`;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}
