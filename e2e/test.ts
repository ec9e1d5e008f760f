/** The test function of the specs: an open lab with page objects, watched for complaints, and nothing left behind. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { openInBrowser, type BrowserLabOptions, type LabInBrowser } from './fixtures/browser-shell.ts';
import { desktopObstacle, openOnDesktop } from './fixtures/desktop-shell.ts';
import { createHome, type Home } from './fixtures/home.ts';
import { PageWatch } from './fixtures/page-watch.ts';
import { copyAs, writeProject } from './fixtures/project-files.ts';
import { smallSweep } from './fixtures/scenarios.ts';
import type { OpenLab, OpenShell, ShellKind } from './fixtures/shell.ts';
import { closeTunnel, openTunnel, type OpenTunnel } from './fixtures/ssh-tunnel.ts';
import { App } from './pages/app.ts';

export { expect };

export interface TestOptions {
  readonly shell: ShellKind;
}

export interface TestFixtures {
  readonly home: Home;
  readonly watch: PageWatch;
  /** Opens a lab: once more after it was ended, or on a project. */
  readonly openApp: (options?: Parameters<OpenShell>[0]) => Promise<App>;
  /** An open lab with nothing in it. */
  readonly app: App;
  /** A project file of the home folder with one run of `smallSweep`. */
  readonly sample: string;
  /** An SSH tunnel to a port of this machine, on a port of its own; it ends with the test, however that ends. */
  readonly openTunnel: OpenTunnel;
  /** For what only the browser has: the address, its token, further tabs. Skips the test elsewhere. */
  readonly openBrowserLab: (options?: BrowserLabOptions) => Promise<LabInBrowser>;
}

interface WorkerFixtures {
  /** `sample`, made once. */
  readonly sampleSource: string;
}

export const test = base.extend<TestFixtures & TestOptions, WorkerFixtures>({
  shell: ['browser', { option: true }],

  sampleSource: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what the fixture needs
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'iovlab-e2e-sample-'));
      const path = join(folder, 'sample.iovlab');
      await writeProject(path, smallSweep);
      await use(path);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  home: [
    async ({ shell }, use, testInfo) => {
      const obstacle = shell === 'desktop' ? desktopObstacle() : '';
      testInfo.skip(obstacle !== '', obstacle);
      const home = createHome();
      await use(home);
      home.remove();
    },
    { auto: true },
  ],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what the fixture needs
  watch: async ({}, use) => {
    const watch = new PageWatch();
    await use(watch);
    expect(watch.complaints, 'complaints of the page').toEqual([]);
  },

  openApp: async ({ shell, home, watch, context }, use) => {
    const open: OpenLab[] = [];
    context.on('page', (page) => watch.watch(page));
    await use(async (options = {}) => {
      const lab = shell === 'browser' ? await openInBrowser(home, context, options) : await openOnDesktop(home, options);
      if (shell === 'desktop') watch.watch(lab.page);
      open.push(lab);
      const app = new App(lab);
      await app.main.getByRole('heading', { level: 1 }).waitFor();
      return app;
    });
    // The page goes first: it would complain of the lost connection.
    await context.close();
    for (const lab of open) await lab.end();
  },

  app: async ({ openApp }, use) => use(await openApp()),

  sample: async ({ home, sampleSource }, use) => use(copyAs(sampleSource, home.projects, 'sample.iovlab')),

  openTunnel: async ({ home }, use) => {
    const processes: ChildProcess[] = [];
    await use((farPort) => openTunnel(home.folder, farPort, processes));
    await closeTunnel(processes);
  },

  openBrowserLab: async ({ shell, home, watch, context }, use, testInfo) => {
    testInfo.skip(shell !== 'browser', 'of the browser only');
    const open: LabInBrowser[] = [];
    context.on('page', (page) => watch.watch(page));
    await use(async (options = {}) => {
      const lab = await openInBrowser(home, context, options);
      open.push(lab);
      return lab;
    });
    await context.close();
    for (const lab of open) await lab.end();
  },
});
