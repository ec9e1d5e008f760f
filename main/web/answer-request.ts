/** Answers HTTP requests: the start address, then the page's files for the browser that used it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFile, securityHeaders } from '../lab/page-files.ts';
import { isLoopbackHost } from './request-origin.ts';
import { TOKEN_PARAMETER, type Session } from './session.ts';

export interface RequestParts {
  readonly session: Session;
  /** Absolute path of the built page. */
  readonly pageFolder: string;
  /** A browser has used the token. */
  readonly onLetIn: () => void;
}

const NOT_LET_IN =
  'This address can be used once, and was. Use the browser window that opened it, or open the one that "lab address" prints on the machine of the lab.\n';

export async function answerRequest(parts: RequestParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { session, pageFolder, onLetIn } = parts;
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (!isLoopbackHost(request.headers.host))
    return refuse(response, 421, 'This server answers only to the loopback address: http://127.0.0.1 or http://localhost with a port.\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD.\n');
  }
  const address = addressOf(request);
  if (!address) return refuse(response, 400, 'The address cannot be read.\n');

  const known = session.isKnown(request.headers.cookie);
  const token = address.query.get(TOKEN_PARAMETER);
  const cookie = token === null || known ? null : session.exchange(token);
  if (cookie !== null) {
    response.setHeader('Set-Cookie', cookie);
    onLetIn();
  }
  if (!known && cookie === null) return refuse(response, 403, NOT_LET_IN);
  if (token !== null) {
    // Without the token in it the address says nothing in the history.
    response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
    return;
  }
  const file = await readPageFile(pageFolder, address.path);
  response.writeHead(file.status, { ...file.headers, 'Content-Length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** Path as it came: resolving it is the business of the files. */
function addressOf({ url }: IncomingMessage): { readonly path: string; readonly query: URLSearchParams } | null {
  if (!url?.startsWith('/')) return null;
  const start = url.indexOf('?');
  return start < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, start), query: new URLSearchParams(url.slice(start)) };
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
}
