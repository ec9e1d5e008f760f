/**
 * How fast the built page is in Chromium, served by a lab in a process of its own: the first paint, the frames while a run streams, a run of 10,000 points, and
 * a project of 1,000 runs. `npm run bench:page [-- LOADS]`; prints a table.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { askLab } from '../e2e/fixtures/ask-lab.ts';
import { createHome } from '../e2e/fixtures/home.ts';
import { startLabProcess } from '../e2e/fixtures/lab-process.ts';
import { StartPage } from '../e2e/pages/start-page.ts';
import { median } from '../main/experiment/benchmark/measurement.ts';
import { buildIfStale } from '../main/start/build.ts';
import playwright from '../playwright.config.ts';
import { benchmarkScenario, copyOf, simulatedPoints, sweepOfCopies, writeRuns } from './large-project.ts';
import { framesDuring, framesText } from './page-frames.ts';

const LOADS = 7;
const STREAMED_MS = 10_000;
const TECHNIQUES = (['emulated', 'vhost-net', 'vhost-user', 'sriov'] as const).map((name) => ({ name }));
const MANY_RUNS = 1000;
const VIEWPORT = { width: 1600, height: 900 };
/** Longer than a person would wait: what takes so long is written down too. */
const PATIENCE_MS = 60_000;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
/** At so many loads and frame sizes each, with four techniques: 1,000 and 10,000 points. */
const SWEEPS = [
  { loads: 25, sizes: 10 },
  { loads: 50, sizes: 50 },
];

const folder = mkdtempSync(join(tmpdir(), 'iovlab-page-'));
const loads = Number(process.argv[2] ?? LOADS);
const load = loadavg()[0] ?? Number.NaN;
if (!(await buildIfStale(fileURLToPath(new URL('..', import.meta.url)), (text) => process.stderr.write(`${text}\n`))))
  throw new Error('The lab could not be built: see above.');
const browser = await chromium.launch(playwright.projects?.[0]?.use?.launchOptions ?? {});
try {
  print(`Page in Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0]?.model ?? ''}, load ${load.toFixed(1)} before`);
  await inLab(null, firstPaints);
  await inLab(null, streamedRun);
  const simulated = await simulatedPoints(benchmarkScenario(TECHNIQUES));
  for (const sweep of SWEEPS) {
    const sizes = upTo(sweep.sizes).map((step) => 64 + 24 * step);
    const scenario = benchmarkScenario(TECHNIQUES, upTo(sweep.loads), sizes);
    const points = sweepOfCopies(scenario, simulated);
    const path = join(folder, `${points.length}.iovlab`);
    writeRuns(path, scenario, 1, points);
    await inLab(path, (context, origin) => largeRun(context, origin, points.length));
  }
  const many = join(folder, 'many.iovlab');
  writeRuns(
    many,
    benchmarkScenario(TECHNIQUES),
    MANY_RUNS,
    simulated.map((point) => copyOf(point, {})),
  );
  await inLab(many, manyRuns);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** A lab of its own, and a context of the browser that it lets in. */
async function inLab(projectPath: string | null, measure: (context: BrowserContext, origin: string) => Promise<void>): Promise<void> {
  const home = createHome();
  const lab = await startLabProcess(home, projectPath === null ? {} : { projectPath });
  const context = await newContext(browser);
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    // The address that lets a browser in leads to the page; what is measured begins with the page itself.
    await context.request.get(lab.address);
    await measure(context, `http://127.0.0.1:${lab.port}`);
  } finally {
    await context.close();
    await lab.end();
    home.remove();
  }
}

function newContext(from: Browser, cookies?: Awaited<ReturnType<BrowserContext['storageState']>>): Promise<BrowserContext> {
  return from.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce', ...(cookies ? { storageState: cookies } : {}) });
}

/** Each cold load is in a context that has nothing in its cache; the warm one after it is in the same context. */
async function firstPaints(context: BrowserContext, origin: string): Promise<void> {
  const cookies = await context.storageState();
  const cold: Paint[] = [];
  const warm: Paint[] = [];
  for (let round = 0; round < loads; round++) {
    const fresh = await newContext(browser, cookies);
    cold.push(await paintOf(fresh, origin));
    warm.push(await paintOf(fresh, origin));
    await fresh.close();
  }
  for (const [name, paints] of [
    ['cold', cold],
    ['warm', warm],
  ] as const) {
    row(`start page, ${name} cache, ${loads} loads: first contentful paint`, rangeText(paints.map(({ firstMs }) => firstMs)));
    row(`start page, ${name} cache: can be used`, rangeText(paints.map(({ usableMs }) => usableMs)));
  }
}

interface Paint {
  /** First contentful paint, ms from the start of the navigation. */
  readonly firstMs: number;
  /** The start page with its buttons, ms from the start of the navigation. */
  readonly usableMs: number;
}

async function paintOf(context: BrowserContext, origin: string): Promise<Paint> {
  const page = await context.newPage();
  await page.goto(origin);
  await new StartPage(page).compareButton.waitFor();
  const usableMs = await page.evaluate(() => performance.now());
  const firstMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);
  await page.close();
  return { firstMs, usableMs };
}

/** The simulations take all processors of the machine, as they do for a person. */
async function streamedRun(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(origin);
  await new StartPage(page).compareButton.waitFor();
  const scenario = benchmarkScenario(TECHNIQUES, upTo(100));
  const { runId } = await askLab(page, 'run.start', {
    scenario: { ...scenario, method: { ...scenario.method, durationMs: 2, replications: 5 } },
  });
  await page.goto(`${origin}/#/run/${runId}`);
  await page.getByRole('region', { name: 'Points of the run' }).waitFor();
  const frames = await framesDuring(page, (inPage) => inPage.waitForTimeout(STREAMED_MS));
  const { summary } = await askLab(page, 'run.head', { runId });
  row(`run of 400 points streams, ${STREAMED_MS / 1000} s (${summary.points} points came)`, framesText(frames));
  row('the same: JS heap', `${(await heapMiB(context, page)).toFixed(0)} MiB`);
  await askLab(page, 'run.cancel', { runId });
}

async function largeRun(context: BrowserContext, origin: string, points: number): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${origin}/#/`);
  await new StartPage(page).compareButton.waitFor();
  const heading = page.getByRole('heading', { level: 1, name: 'Benchmark' });
  const table = page.getByRole('region', { name: 'Points, table' });
  let [headingMs, tableMs] = [Number.NaN, Number.NaN];
  const opening = await framesDuring(page, async () => {
    const began = performance.now();
    await page.evaluate(() => (location.hash = '#/results/run-0'));
    await heading.waitFor().catch(() => undefined);
    if (!(await heading.isVisible())) return;
    headingMs = performance.now() - began;
    await table.getByRole('row').nth(10).waitFor();
    tableMs = performance.now() - began;
  });
  if (Number.isNaN(tableMs)) return row(`results of ${points} points`, `not within ${PATIENCE_MS / 1000} s`);
  row(`results of ${points} points: heading`, `${headingMs.toFixed(0)} ms`);
  row(`results of ${points} points: charts and table`, `${tableMs.toFixed(0)} ms`);
  row('the same: frames', framesText(opening));
  row('the same: JS heap', `${(await heapMiB(context, page)).toFixed(0)} MiB`);
  await table.scrollIntoViewIfNeeded();
  row('the same: table scrolled to its end and back', framesText(await framesDuring(page, () => scrollThrough(table))));
  const sorted = await framesDuring(page, async () => {
    const began = performance.now();
    await table.getByRole('columnheader').getByRole('button').nth(4).click();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await table.getByRole('row').nth(10).waitFor();
    row('the same: table sorted', `${(performance.now() - began).toFixed(0)} ms`);
  });
  row('the same: frames', framesText(sorted));
}

async function manyRuns(context: BrowserContext, origin: string): Promise<void> {
  const { firstMs, usableMs } = await paintOf(context, `${origin}/#/`);
  row(`start page with ${MANY_RUNS} runs: first contentful paint`, `${firstMs.toFixed(0)} ms`);
  row('the same: can be used', `${usableMs.toFixed(0)} ms`);
  const page = await context.newPage();
  await page.goto(`${origin}/#/`);
  await new StartPage(page).compareButton.waitFor();
  const list = page.locator('#run-list');
  const opening = await framesDuring(page, async () => {
    const began = performance.now();
    await page.getByRole('button', { name: /^Runs/ }).click();
    await list.getByRole('link').first().waitFor();
    row(`list of ${MANY_RUNS} runs: opened`, `${(performance.now() - began).toFixed(0)} ms`);
  });
  row('the same: frames', framesText(opening));
  row('the same: scrolled to its end and back', framesText(await framesDuring(page, () => scrollThrough(list))));
}

/** In a hundred frames down, and in as many up again. */
async function scrollThrough(scrolled: Locator): Promise<void> {
  await scrolled.evaluate(async (element) => {
    const steps = 100;
    const far = element.scrollHeight - element.clientHeight;
    for (let step = 0; step <= 2 * steps; step++) {
      element.scrollTop = (far * Math.min(step, 2 * steps - step)) / steps;
      await new Promise(requestAnimationFrame);
    }
  });
}

/** What is still held after a collection, MiB. */
async function heapMiB(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}

function rangeText(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;
}

function row(label: string, figure: string): void {
  print(`${label.padEnd(66)} ${figure}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
