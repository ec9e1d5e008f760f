/**
 * How long `npm start` takes from a clone that is built to the first paint and to a page that can be used, and what the lab takes at rest: in the browser, in
 * processes of its own each time. `npm run bench:start [-- ROUNDS]`.
 */
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { createHome } from '../e2e/fixtures/home.ts';
import { PACKAGED_CHROMIUM } from '../e2e/packaged-chromium.ts';
import { StartPage } from '../e2e/pages/start-page.ts';
import { median } from '../main/experiment/benchmark/measurement.ts';
import { buildIfStale } from '../main/start/build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 5;
/** After the start the lab measures the machine, once; then it is at rest, and its threads have ended. */
const REST_MS = 10_000;

interface Start {
  /** From the command to the address that it prints, ms. */
  readonly addressMs: number;
  /** From the command to the first paint of the page, ms. */
  readonly paintMs: number;
  /** From the command to the start page with its examples, ms. */
  readonly usableMs: number;
  /** Resident memory of the lab's process, threads included, MiB. */
  readonly restMiB: number;
}

async function start(browser: Browser): Promise<Start> {
  const home = createHome();
  const page = await browser.newPage();
  const beganMs = performance.now();
  const lab = spawn(process.execPath, ['main/start/start.ts', '--browser'], {
    cwd: root,
    // No opener, so that the address is opened here.
    env: { ...home.environment, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [address = ''] = (await once(createInterface({ input: lab.stdout }), 'line')) as string[];
    const addressMs = performance.now() - beganMs;
    const wentMs = performance.now();
    await page.goto(address);
    await new StartPage(page).compareButton.waitFor();
    const usableMs = performance.now() - beganMs;
    const firstPaintMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return { addressMs, paintMs: wentMs - beganMs + firstPaintMs, usableMs, restMiB: residentMiB(lab.pid ?? 0) };
  } finally {
    await page.close();
    lab.kill('SIGINT');
    if (lab.exitCode === null) await once(lab, 'exit');
    home.remove();
  }
}

/** Not a number where the system does not tell. */
function residentMiB(processId: number): number {
  const path = `/proc/${processId}/status`;
  const [, kibibytes = ''] = existsSync(path) ? (/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8')) ?? []) : [];
  return kibibytes === '' ? Number.NaN : Number(kibibytes) / 1024;
}

const rounds = Number(process.argv[2] ?? ROUNDS);
if (!(await buildIfStale(root, (text) => process.stderr.write(`${text}\n`)))) throw new Error('The lab could not be built: see above.');
const isSuperuser = process.getuid?.() === 0;
const browser = await chromium.launch({
  ...(existsSync(PACKAGED_CHROMIUM) ? { executablePath: PACKAGED_CHROMIUM } : {}),
  args: isSuperuser ? ['--no-sandbox'] : [],
});
try {
  // A browser that is open already, as a person's is.
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) starts.push(await start(browser));
  const row = (label: string, unit: string, of: (start: Start) => number): string => {
    const values = starts.map(of);
    const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0));
    return `${label.padEnd(44)} ${median(values).toFixed(0).padStart(6)} ${unit}   (${least} to ${most})`;
  };
  process.stdout.write(
    `${[
      `npm start in the browser, ${rounds} starts, median; ${cpus().length} x ${cpus()[0]?.model ?? ''}`,
      row('from the command to its address', 'ms', (one) => one.addressMs),
      row('to the first paint of the page', 'ms', (one) => one.paintMs),
      row('to a start page that can be used', 'ms', (one) => one.usableMs),
      row(`memory at rest, after ${REST_MS / 1000} s`, 'MiB', (one) => one.restMiB),
    ].join('\n')}\n`,
  );
} finally {
  await browser.close();
}
