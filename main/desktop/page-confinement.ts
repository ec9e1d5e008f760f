/** Keeps a page where it belongs: it may not leave its address, open windows, embed other pages, or get a permission from the system. */
import type { Session, WebContents } from 'electron';
import { mayOpenExternally } from './external-links.ts';
import { isPageAddress } from './page-address.ts';

type ConfinedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
type ConfinedSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>;

export function confineContents(contents: ConfinedContents, openExternally: (address: string) => void): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url)) openExternally(url);
    return { action: 'deny' };
  });
}

/** All that the page may ask for: to put text and pictures on the clipboard, when the person presses a button that says so. It cannot read it. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Everything else that a page would have to ask for is denied: camera, notifications, devices, reading the clipboard; and everything to any other page. */
export function confinePermissions(session: ConfinedSession): void {
  const grants = (permission: string, address: string): boolean => granted.has(permission) && isPageAddress(address);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isMainFrame && grants(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { isMainFrame }) => isMainFrame && grants(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
