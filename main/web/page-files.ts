/** The files of the built page: found by name, never outside their folder, with their types and how long they may be kept. */
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly content: Buffer;
  readonly type: string;
  /** For Cache-Control: files with a hash in their name never change; the others are asked for again. */
  readonly caching: string;
}

/** The file of an address path such as `/assets/index-1a2b.js`; null when the page has none of that name and a known type. */
export async function readPageFile(pageFolder: string, addressPath: string): Promise<PageFile | null> {
  const name = decoded(addressPath === '/' ? '/index.html' : addressPath);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const type = TYPES[extname(name).toLowerCase()];
  if (type === undefined) return null;
  let file: FileHandle | null = null;
  try {
    const folder = await realpath(pageFolder);
    const path = await realpath(join(folder, name));
    if (!path.startsWith(folder + sep)) return null;
    file = await open(path);
    const content = await file.readFile();
    return { content, type, caching: name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache' };
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
