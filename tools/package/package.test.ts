/** The app as it is packed: its archive and what stands beside it, loaded by plain Node with a stand-in for Electron, and used. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../main/start/build.ts';
import { packApp, type PackedApp } from './pack-app.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'iovlab-package-')));
const players = join(root, 'main/desktop/testing');
const run = promisify(execFile);
let app: PackedApp;
const mainFile = (): string => join(app.unpacked, 'dist/main/main.js');

beforeAll(async () => {
  expect(await buildIfStale(root, () => {})).toBe(true);
  app = await packApp(root, folder);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the archive', () => {
  it('has the entry points, the page, the examples, the labs, the experiments and the licence', () => {
    const data = ['/examples/web-servers.json', '/examples/cards/web-servers.json', '/labs/vf-limits.json', '/LICENSE', '/package.json'];
    const bundles = ['main.js', 'cli.js', 'preload.cjs', 'worker.cjs', 'check-thread.js'].map((name) => `/dist/main/${name}`);
    expect(app.files).toEqual(expect.arrayContaining([...data, ...bundles, '/dist/renderer/index.html']));
    expect(app.files.filter((file) => /^\/validation\/.*\.json$/.test(file))).toHaveLength(
      readdirSync(join(root, 'validation')).filter((name) => name.endsWith('.json')).length,
    );
  });

  it('has nothing of the development: no sources, tests, maps, and no tools', () => {
    const top = new Set(app.files.map((file) => file.split('/')[1]));
    expect([...top].sort()).toEqual(['LICENSE', 'dist', 'examples', 'guest', 'labs', 'node_modules', 'package.json', 'validation']);
    expect(app.files.filter((file) => /\.(ts|mts|cts|map|md|tsbuildinfo|vue)$|\.test\.|\/\.git/.test(file))).toEqual([]);
    const tools = ['electron', 'electron-builder', 'typescript', 'vite', 'vitest', 'eslint', 'prettier', '@playwright', 'node'];
    expect(tools.filter((name) => app.files.includes(`/node_modules/${name}`))).toEqual([]);
  });

  it('keeps to the budget that docs/packaging.md states', () => {
    const [, budgetMiB = ''] = /archive takes at most (\d+) MiB/.exec(readFileSync(join(root, 'docs/packaging.md'), 'utf8')) ?? [];
    const mebibytes = statSync(app.archive).size / 2 ** 20;
    expect(mebibytes).toBeLessThan(Number(budgetMiB));
    expect(mebibytes).toBeGreaterThan(Number(budgetMiB) / 2);
  });
});

describe('the binary', () => {
  it('has its fuses blown: it is no Node, takes no options of Node, is not inspected, and loads the archive only, when it is whole', async () => {
    const wire = await getCurrentFuseWire(app.executable);
    const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(wire[fuse] ?? 0) === '1';
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyArchive: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyArchive: true,
      fileProtocol: false,
    });
  });
});

describe.skipIf(process.platform === 'win32')('the command line of the package', () => {
  /** The package's own script, with Node in the place of Electron's binary. */
  async function iovlab(...words: string[]): Promise<{ readonly stdout: string; readonly stderr: string; readonly status: number }> {
    const player = join(players, 'play-command.ts');
    writeFileSync(app.executable, `#!/bin/sh\nexec "${process.execPath}" "${player}" "${mainFile()}" "$@"\n`);
    const environment = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, FAKE_ELECTRON_USER_DATA: folder };
    try {
      return { ...(await run(join(app.folder, 'resources/bin/iovlab'), words, { env: environment })), status: 0 };
    } catch (error) {
      const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
      return { stdout, stderr, status: code };
    }
  }

  it('runs a scenario on its own worker threads and prints the result', async () => {
    const { stdout, status } = await iovlab(
      'run',
      join(root, 'examples/virtual-router.json'),
      '--replications',
      '1',
      '--workers',
      '2',
      '--json',
    );
    expect(status).toBe(0);
    const { points } = JSON.parse(stdout) as { readonly points: readonly unknown[] };
    expect(points).toHaveLength(12);
  });

  it('has its exit status and its words: help, the labs, and what needs a checkout', async () => {
    expect(await iovlab('help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: iovlab COMMAND') as string });
    expect((await iovlab('labs')).stdout).toContain('vf-limits');
    expect(await iovlab('rnu')).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean `run`?') as string });
    expect(await iovlab('bench')).toMatchObject({ status: 2, stderr: expect.stringContaining('run it in a checkout') as string });
  });
});

describe('the preload script', () => {
  it('shows the page three functions, and nothing of Electron', () => {
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
    runInNewContext(readFileSync(join(app.unpacked, 'dist/main/preload.cjs'), 'utf8'), {
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

describe('the packaged app', () => {
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    const userData = mkdtempSync(join(tmpdir(), 'iovlab-desktop-'));
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [join(players, 'play-bundle.ts'), mainFile()], {
        env: { ...process.env, FAKE_ELECTRON_USER_DATA: userData },
        maxBuffer: 64 * 1024 * 1024,
      });
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
        preload: join(app.unpacked, 'dist/main/preload.cjs'),
      },
    });
    expect(seen['permissions']).toEqual([false, false]);
  });

  it('sets nothing else for the page', () => {
    const { webPreferences } = seen['options'] as { readonly webPreferences: object };
    expect(webPreferences).toEqual({
      preload: join(app.unpacked, 'dist/main/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
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
