/** Answers HTTP requests: the start address, then the page's files for the browser that used it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFile } from './page-files.ts';
import { isOwnHost } from './request-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { TOKEN_PARAMETER, type Session } from './session.ts';

export interface RequestParts {
  readonly session: Session;
  readonly port: number;
  readonly pageFolder: string;
}

const NOT_LET_IN =
  'This address can be used once, and was. Use the browser window that opened it, or start IOVLab again and open the new address that it prints.\n';

export async function answerRequest(
  { session, port, pageFolder }: RequestParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host } = request.headers;
  if (host === undefined || !isOwnHost(host, port)) return refuse(response, 421, 'This server answers only to its own address.\n');
  for (const [name, value] of Object.entries(securityHeaders(host))) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD.\n');
  }
  const address = addressOf(request);
  if (!address) return refuse(response, 400, 'The address cannot be read.\n');

  const token = address.searchParams.get(TOKEN_PARAMETER);
  const known = session.isKnown(request.headers.cookie);
  if (token !== null) {
    const cookie = known ? null : session.exchange(token);
    if (!known && cookie === null) return refuse(response, 403, NOT_LET_IN);
    if (cookie !== null) response.setHeader('Set-Cookie', cookie);
    // The token leaves the address bar and the history.
    response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
    return;
  }
  if (!known) return refuse(response, 403, NOT_LET_IN);

  const file = await readPageFile(pageFolder, address.pathname);
  if (!file) return refuse(response, 404, 'There is no such file.\n');
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.content.length, 'Cache-Control': file.caching });
  response.end(request.method === 'HEAD' ? undefined : file.content);
}

function addressOf({ url }: IncomingMessage): URL | null {
  // The base is a placeholder: only path and query matter. An address with a host of its own is none of ours.
  return url?.startsWith('/') && !url.startsWith('//') && URL.canParse(url, 'http://lab') ? new URL(url, 'http://lab') : null;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
}
