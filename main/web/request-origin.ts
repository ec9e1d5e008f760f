/**
 * Whether a request comes from the lab's own page. A name that resolves to this machine (DNS rebinding) shows in Host, a page of another site
 * in Origin. Pure predicates on parsed values.
 */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'] as const;

/** Whether the Host header names this server: a loopback name with the server's own port. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && LOOPBACK_NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

/** Whether the Origin header is that of the page which the same host serves. Without one it is not: browsers always send it with a WebSocket. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  return protocol === 'http:' && originHost === host;
}
