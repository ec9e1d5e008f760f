import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { helpLinks } from './external-links.ts';
import { PAGE_ADDRESS } from './page-address.ts';
import { confineContents, denyPermissions } from './page-confinement.ts';

type Contents = Parameters<typeof confineContents>[0];
type Session = Parameters<typeof denyPermissions>[0];

/** Contents that can be asked what they allow. */
function confined() {
  const emitter = new EventEmitter();
  const opened: string[] = [];
  let openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  const contents = Object.assign(emitter, { setWindowOpenHandler: (handler: typeof openWindow) => (openWindow = handler) });
  confineContents(contents as unknown as Contents, (address) => opened.push(address));
  function allows(event: string, details: object = {}): boolean {
    let allowed = true;
    emitter.emit(event, { ...details, preventDefault: () => (allowed = false) });
    return allowed;
  }
  return { allows, opened, openWindow: (url: string) => openWindow({ url }).action };
}

describe('a confined page', () => {
  it('stays at its address', () => {
    const { allows } = confined();
    expect(allows('will-frame-navigate', { url: PAGE_ADDRESS, isMainFrame: true })).toBe(true);
    expect(allows('will-frame-navigate', { url: 'https://example.org/', isMainFrame: true })).toBe(false);
    expect(allows('will-frame-navigate', { url: 'file:///etc/passwd', isMainFrame: true })).toBe(false);
    expect(allows('will-redirect', { url: 'https://example.org/' })).toBe(false);
  });

  it('has no frames and no embedded pages', () => {
    const { allows } = confined();
    expect(allows('will-frame-navigate', { url: PAGE_ADDRESS, isMainFrame: false })).toBe(false);
    expect(allows('will-attach-webview')).toBe(false);
  });

  it('opens no windows, and only the allowed addresses in the browser', () => {
    const { openWindow, opened } = confined();
    const allowed = helpLinks[0]?.address ?? '';
    expect([openWindow(allowed), openWindow(PAGE_ADDRESS), openWindow('https://example.org/')]).toEqual(['deny', 'deny', 'deny']);
    expect(opened).toEqual([allowed]);
  });

  it('gets no permission', () => {
    const answers: boolean[] = [];
    denyPermissions({
      setPermissionRequestHandler: (handler: (contents: null, permission: string, answer: (granted: boolean) => void) => void) =>
        handler(null, 'media', (granted) => answers.push(granted)),
      setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
    } as unknown as Session);
    expect(answers).toEqual([false, false, false]);
  });
});
