/** The bundles as they are shipped: built, loaded by plain Node with a stand-in for Electron, and used. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Beside the real one, so that everything that the bundles name by relative paths is where they expect it. */
const folder = join(root, 'dist', `main-under-test-${process.pid}`);

beforeAll(async () => {
  const builder = await createBuilder({ root, configFile: join(root, 'vite.node.config.ts'), logLevel: 'error' });
  for (const environment of Object.values(builder.environments)) Object.assign(environment.config.build, { outDir: folder });
  await builder.buildApp();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundles', () => {
  it('are one file each', () => {
    expect(readdirSync(folder).sort()).toEqual(['check-thread.js', 'main.js', 'preload.cjs', 'worker.cjs']);
  });

  it('show the page three functions, and nothing of Electron', () => {
    const exposed = new Map<string, unknown>();
    const handedOver: unknown[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
      ipcRenderer: { postMessage: (...message: unknown[]) => handedOver.push(message) },
    };
    const ports: MessagePort[] = [];
    class Channel extends MessageChannel {
      constructor() {
        super();
        ports.push(this.port1, this.port2);
      }
    }
    runInNewContext(readFileSync(join(folder, 'preload.cjs'), 'utf8'), {
      MessageChannel: Channel,
      Set,
      require: (name: string) => {
        if (name !== 'electron') throw new Error(`A sandboxed preload script cannot load "${name}".`);
        return electron;
      },
    });
    for (const port of ports) port.close();
    expect([...exposed.keys()]).toEqual(['iovlab']);
    expect(Object.keys(exposed.get('iovlab') as object)).toEqual(['pathOf', 'send', 'onMessage']);
    expect(handedOver).toEqual([['lab.connect', null, [ports[1]]]]);
  });
});

describe('the bundled app', () => {
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    const userData = mkdtempSync(join(tmpdir(), 'iovlab-desktop-'));
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, 'testing', 'play-bundle.ts'), join(folder, 'main.js')],
        { env: { ...process.env, FAKE_ELECTRON_USER_DATA: userData }, maxBuffer: 64 * 1024 * 1024 },
      );
      seen = JSON.parse(stdout) as Record<string, unknown>;
    } finally {
      rmSync(userData, { recursive: true, force: true });
    }
  });

  it('serves the page under its own scheme, as a secure one', () => {
    expect(seen['privileged']).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(seen['scheme']).toEqual(['app']);
    expect(seen['foreignAddress']).toBe(404);
    expect(seen['loaded']).toEqual(['app://iovlab/']);
  });

  it("opens in the colour of the page's background", () => {
    const { backgroundColor } = seen['options'] as { readonly backgroundColor: string };
    expect(readFileSync(join(root, 'renderer/ui/palette.css'), 'utf8')).toContain(`--page: ${backgroundColor};`);
  });

  it('keeps the page in a sandbox without permissions', () => {
    expect(seen['options']).toMatchObject({
      show: false,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        preload: join(folder, 'preload.cjs'),
      },
    });
    expect(seen['permissions']).toEqual([false, false]);
  });

  it('answers the page, and no other', () => {
    expect(seen['described']).toMatchObject({ ok: true, value: { kind: 'desktop' } });
    expect(seen['strangerReply']).toBeNull();
  });

  it('finds the examples', () => {
    const { value } = seen['examples'] as { readonly value: { readonly examples: readonly unknown[] } };
    expect(value.examples).toHaveLength(readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json')).length);
  });

  it('passes commands of the menu to the page', () => {
    expect(seen['command']).toMatchObject({ topic: 'menu.command', payload: { command: 'run' } });
  });

  it('copies what a report of a fault needs, without the name of the person', () => {
    expect(seen['copied']).toMatch(/^IOVLab \d+\.\d+\.\d+, engine .*, desktop\nNode /);
    expect(seen['copied']).toMatch(/\[info\] +IOVLab .*, desktop, Node /);
    expect(seen['copied']).not.toContain(homedir());
  });

  it('simulates in its own worker threads and shows how far it is', () => {
    expect(seen['started']).toMatchObject({ ok: true });
    expect(seen['finished']).toMatchObject({ payload: { summary: { status: 'done', points: 2 } } });
    expect(seen['progress']).toContain(1);
  });

  it('writes the report, with its fonts', () => {
    const { value } = seen['report'] as { readonly value: { readonly base64: string } };
    expect(Buffer.from(value.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('asks before it closes during a run, and ends when the person agrees', () => {
    expect(seen['questions']).toEqual([expect.stringContaining('A run is going on'), expect.stringContaining('A run is going on')]);
    expect(seen['stayed']).toBe(true);
    expect(seen['errors']).toEqual([]);
  });
});
