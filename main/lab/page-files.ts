/** The built page as both its servers hand it out, the web server and the desktop app's own protocol: which file, with which headers. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export interface PageFile {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What the page may do: run and show what it was delivered with, and talk to the server that it came from. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Go with every answer, also with those that carry no file of the page. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The file of the page at a path of its address, `/` being its index.html.
 * @param folder absolute path of the built page.
 * @param addressPath path of the address as it came, percent-encoded; one that leads out of the folder finds nothing.
 */
export async function readPageFile(folder: string, addressPath: string): Promise<PageFile> {
  const path = pageFilePath(folder, addressPath);
  const contentType = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || contentType === undefined) return notFound();
  try {
    // A link in the folder may not lead out of it either.
    if (!(await realpath(path)).startsWith((await realpath(folder)) + sep)) return notFound();
    const body = new Uint8Array(await readFile(path));
    // Built files carry a digest in their names; only the page itself changes under the same name.
    const cacheControl = path.includes(`${sep}assets${sep}`) ? 'private, max-age=31536000, immutable' : 'no-cache';
    return { status: 200, headers: { ...securityHeaders, 'Content-Type': contentType, 'Cache-Control': cacheControl }, body };
  } catch {
    return notFound();
  }
}

/** Absolute path of the file, or null when the address is malformed or leads out of the folder. */
export function pageFilePath(folder: string, addressPath: string): string | null {
  const names = decoded(addressPath)?.split('/').slice(1);
  if (!names) return null;
  if (names.length === 1 && names[0] === '') return join(folder, 'index.html');
  // Only plain names: none is empty, hidden or a parent, and no character has a meaning of its own on any system.
  if (!names.every((name) => /^[\w-][\w.-]*$/.test(name))) return null;
  return join(folder, ...names);
}

function decoded(addressPath: string): string | null {
  if (!addressPath.startsWith('/')) return null;
  try {
    return decodeURIComponent(addressPath);
  } catch {
    return null;
  }
}

function notFound(): PageFile {
  return {
    status: 404,
    headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
    body: new TextEncoder().encode('There is no such file in the page.\n'),
  };
}
