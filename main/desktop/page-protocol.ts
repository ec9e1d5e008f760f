/** Serves the built page under the page's scheme. */
import type { Protocol } from 'electron';
import { readPageFile } from '../lab/page-files.ts';
import { isPageAddress, PAGE_SCHEME } from './page-address.ts';

/** Before the app is ready: makes the scheme a standard and secure one, as `https` is, so that relative addresses, modules and storage work. */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** @param folder absolute path of the built page. */
export function servePage(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(request, folder));
}

export async function answerPageRequest({ method, url }: Pick<Request, 'method' | 'url'>, folder: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD')
    return new Response('The page is only read.\n', { status: 405, headers: { Allow: 'GET, HEAD' } });
  if (!isPageAddress(url)) return new Response('There is nothing at this address.\n', { status: 404 });
  const { status, headers, body } = await readPageFile(folder, new URL(url).pathname);
  return new Response(method === 'HEAD' ? null : body, { status, headers });
}
