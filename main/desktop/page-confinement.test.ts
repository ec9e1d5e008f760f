import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { helpLinks } from './external-links.ts';
import { PAGE_ADDRESS } from './page-address.ts';
import { confineContents, confinePermissions } from './page-confinement.ts';

type Contents = Parameters<typeof confineContents>[0];
type Session = Parameters<typeof confinePermissions>[0];

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

  /** What the system answers when `address` asks for a permission, in a main frame or not: to requests, to checks, for devices. */
  function answersTo(permission: string, address: string, isMainFrame = true): boolean[] {
    const answers: boolean[] = [];
    type Answer = (granted: boolean) => void;
    confinePermissions({
      setPermissionRequestHandler: (handler: (contents: null, permission: string, answer: Answer, details: object) => void) =>
        handler(null, permission, (granted) => answers.push(granted), { requestingUrl: address, isMainFrame }),
      setPermissionCheckHandler: (handler: (contents: null, permission: string, origin: string, details: object) => boolean) =>
        answers.push(handler(null, permission, address, { isMainFrame })),
      setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
    } as unknown as Session);
    return answers;
  }

  it.each(['media', 'notifications', 'clipboard-read', 'geolocation', 'usb', 'openExternal', 'fileSystem'])(
    'does not get %s',
    (permission) => {
      expect(answersTo(permission, PAGE_ADDRESS)).toEqual([false, false, false]);
    },
  );

  it('may put something on the clipboard, which no other page and no frame may', () => {
    expect(answersTo('clipboard-sanitized-write', PAGE_ADDRESS)).toEqual([true, true, false]);
    expect(answersTo('clipboard-sanitized-write', 'https://example.org/')).toEqual([false, false, false]);
    expect(answersTo('clipboard-sanitized-write', PAGE_ADDRESS, false)).toEqual([false, false, false]);
  });
});
