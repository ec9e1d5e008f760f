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

/** The page needs no camera, clipboard, notifications or devices: everything that a page would have to ask for is denied. */
export function denyPermissions(session: ConfinedSession): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
