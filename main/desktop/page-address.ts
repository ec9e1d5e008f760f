/** Where the page lives in the desktop app: a scheme of its own, so that it has an origin and needs neither files nor ports. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'iovlab';
export const PAGE_ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** Whether the address is one of the page. Compared part by part: `URL.origin` is opaque for schemes that Node does not know. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const { protocol, host, username, password } = url;
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST && username === '' && password === '';
}
