/**
 * Stands in for Electron where its binary is not there: as much of its main process as the app uses, in plain Node. `electron` is what the bundle imports;
 * `stage` is the other side, which a test plays: the person, the page, the system.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron';
import type { ClientMessage, ServerMessage } from '../../../shared/contract/messages.ts';
import { CONNECT_CHANNEL } from '../channels.ts';

type ProtocolHandler = (request: Request) => Promise<Response>;

/** Events whose default the app may prevent. */
class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

class FakePort extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }
  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data }));
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }
  close(): void {
    this.#port.close();
  }
}

class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly loaded: string[] = [];
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  async loadURL(address: string): Promise<void> {
    this.loaded.push(address);
  }
  setWindowOpenHandler(handler: FakeContents['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }
  reload(): void {}
  forcefullyCrashRenderer(): void {}
  /** A document of the page connects, as the preload script does; what the lab sends is kept. */
  connect(senderFrame: unknown = { url: this.loaded.at(-1), parent: null }) {
    const { port1, port2 } = new MessageChannel();
    const received: ServerMessage[] = [];
    const arrivals = new EventEmitter();
    let closed = false;
    port1.on('message', (message: ServerMessage) => {
      received.push(message);
      arrivals.emit('message');
    });
    port1.on('close', () => {
      closed = true;
      arrivals.emit('message');
    });
    this.ipc.emit(CONNECT_CHANNEL, { senderFrame, ports: [new FakePort(port2)] });
    /** The first message that fits, now or later; null when the port is closed instead. */
    async function waitFor(fits: (message: ServerMessage) => boolean): Promise<ServerMessage | null> {
      for (;;) {
        const found = received.find(fits);
        if (found || closed) return found ?? null;
        await new Promise((resolve) => arrivals.once('message', resolve));
      }
    }
    let nextId = 0;
    return {
      send: (message: ClientMessage) => port1.postMessage(message),
      waitFor,
      async call(endpoint: string, input: unknown): Promise<unknown> {
        const id = nextId++;
        port1.postMessage({ kind: 'call', id, endpoint, input, language: 'en' } satisfies ClientMessage);
        const reply = await waitFor((message) => message.kind === 'reply' && message.id === id);
        return reply?.kind === 'reply' ? reply.reply : null;
      },
      end: () => port1.close(),
    };
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all = new Map<number, BrowserWindow>();
  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.all.get(id) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...BrowserWindow.all.values()].at(-1) ?? null;
  }
  readonly id = BrowserWindow.all.size + 1;
  readonly webContents = new FakeContents();
  readonly progress: number[] = [];
  readonly options: Readonly<Record<string, unknown>>;
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
    BrowserWindow.all.set(this.id, this);
  }
  setProgressBar(fraction: number): void {
    this.progress.push(fraction);
  }
  setRepresentedFilename(): void {}
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  isFocused(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {}
  restore(): void {}
  show(): void {}
  focus(): void {}
  close(): void {
    const event = new FakeEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    BrowserWindow.all.delete(this.id);
    this.emit('closed');
  }
}

const userData = process.env['FAKE_ELECTRON_USER_DATA'] ?? '';
/** Where electron-builder puts the archive of the app; nothing else is there. */
Object.assign(process, { resourcesPath: userData });
export const stage = {
  privileged: [] as unknown[],
  protocols: new Map<string, ProtocolHandler>(),
  menu: [] as MenuItemConstructorOptions[],
  permissions: [] as ((...details: unknown[]) => boolean)[],
  /** Questions in message boxes, and the button that is pressed next. */
  questions: [] as MessageBoxOptions[],
  nextResponse: 0,
  errors: [] as string[],
  /** What is on the clipboard. */
  copied: '',
  hasQuit: false,
  /** Of a process that ended without quitting as a person does. */
  exitStatus: null as number | null,
  window(): BrowserWindow {
    const window = [...BrowserWindow.all.values()].at(-1);
    if (!window) throw new Error('No window is open.');
    return window;
  },
  ready: (): void => {},
};

let isReady = false;
const ready = new Promise<void>((resolve) => {
  stage.ready = () => {
    isReady = true;
    resolve();
  };
});

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  enableSandbox: () => {},
  requestSingleInstanceLock: () => true,
  whenReady: () => ready,
  isReady: () => isReady,
  getPath: () => userData,
  setAboutPanelOptions: () => {},
  addRecentDocument: () => {},
  exit(status: number): void {
    stage.exitStatus = status;
    app.emit('exited');
  },
  quit(): void {
    app.emit('before-quit', new FakeEvent());
    for (const window of [...BrowserWindow.all.values()]) window.close();
    if (BrowserWindow.all.size > 0) return;
    const event = new FakeEvent();
    app.emit('will-quit', event);
    if (event.defaultPrevented || stage.hasQuit) return;
    stage.hasQuit = true;
    app.emit('quit');
  },
});
export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly unknown[]) => stage.privileged.push(...schemes),
  handle: (scheme: string, handler: ProtocolHandler) => stage.protocols.set(scheme, handler),
};
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: () => {},
    setPermissionCheckHandler: (handler: (...details: unknown[]) => boolean) => stage.permissions.push(handler),
    setDevicePermissionHandler: (handler: () => boolean) => stage.permissions.push(handler),
  }),
};
export const dialog = {
  async showMessageBox(_window: unknown, options: MessageBoxOptions) {
    stage.questions.push(options);
    return { response: stage.nextResponse };
  },
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string) => stage.errors.push(`${title}: ${content}`),
};
export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: MenuItemConstructorOptions[]) => (stage.menu = template),
};
const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };
export const nativeTheme = { shouldUseDarkColors: false };
export const clipboard = { writeText: (text: string) => void (stage.copied = text) };
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }
  show(): void {}
}
export const powerSaveBlocker = { start: () => 1, stop: () => {} };
export const shell = { openExternal: async () => {}, openPath: async () => '', showItemInFolder: () => {} };
