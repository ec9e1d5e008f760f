/**
 * Whether a request comes from the lab's own page. A name that resolves to this machine (DNS rebinding) shows in Host, a page of another site
 * in Origin. Pure predicates on parsed values.
 */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/**
 * Whether the Host header is a loopback name. Of any port: through a tunnel the page is at the port of the tunnel's near end. No name that an
 * attacker can have resolved is among them, and a page of another loopback port fails by its Origin.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/** Whether the Origin header is that of the page which the same host serves. Without one it is not: browsers always send it with a WebSocket. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  return protocol === 'http:' && originHost === host;
}
