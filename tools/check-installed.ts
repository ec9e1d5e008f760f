/**
 * Checks an installed app: `node tools/check-installed.ts EXECUTABLE [COMMAND]`. Starts it with a debugging port (its fuses allow no inspector), looks at the
 * page as a person would, runs the first comparison, and calls the command line. Ends with status 1 and a sentence at the first thing that is wrong.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect, type Page } from '@playwright/test';
import { RunPage } from '../e2e/pages/run-page.ts';
import { StartPage } from '../e2e/pages/start-page.ts';
import { freePort } from '../main/free-port.fixture.ts';

/** For a first start on a slow machine, ms. */
const PATIENCE_MS = 120_000;

async function checkApp(executable: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-installed-'));
  const port = await freePort();
  const app = spawn(executable, [`--remote-debugging-port=${port}`, `--user-data-dir=${folder}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    await expect(async () => expect((await fetch(`http://127.0.0.1:${port}/json/version`)).ok).toBe(true)).toPass({ timeout: PATIENCE_MS });
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('The app has no window.');
    await checkPage(page);
    await browser.close();
  } finally {
    if (app.exitCode === null) {
      app.kill();
      await once(app, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function checkPage(page: Page): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: PATIENCE_MS });
  expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([]);
  await new StartPage(page).compareButton.click();
  await expect(new RunPage(page).resultsLink).toBeVisible({ timeout: PATIENCE_MS });
  expect(complaints, 'complaints of the page').toEqual([]);
  process.stdout.write(`${page.url()}: the page is there, simulates, and complains of nothing.\n`);
}

async function checkFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const off = [FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.EnableNodeCliInspectArguments];
  for (const fuse of off) expect(String.fromCharCode(wire[fuse] ?? 0), FuseV1Options[fuse]).toBe('0');
  process.stdout.write('The fuses are blown.\n');
}

async function checkCommand(command: string): Promise<void> {
  const example = join(import.meta.dirname, '../examples/virtual-router.json');
  const words = ['run', example, '--replications', '1', '--json'];
  // Windows starts scripts only through its shell.
  const options = { shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(options.shell ? `"${command}"` : command, words, options);
  const { points } = JSON.parse(stdout) as { readonly points: readonly unknown[] };
  expect(points.length).toBeGreaterThan(0);
  process.stdout.write(`${command} run: ${points.length} points.\n`);
}

const [executable, command] = process.argv.slice(2);
if (executable === undefined) {
  process.stderr.write('Name the executable: node tools/check-installed.ts EXECUTABLE [COMMAND]\n');
  process.exitCode = 2;
} else {
  await checkFuses(executable);
  await checkApp(executable);
  if (command !== undefined) await checkCommand(command);
}
