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
import { ResultsPage } from '../e2e/pages/results-page.ts';
import { StartPage } from '../e2e/pages/start-page.ts';
import { median } from '../main/experiment/benchmark/measurement.ts';
import { buildIfStale } from '../main/start/build.ts';
import playwright from '../playwright.config.ts';
import type { PointResult } from '../shared/result/schema.ts';
import { benchmarkScenario, copyOf, simulatedPoints, sweepOfCopies, withoutParts, writeRuns } from './large-project.ts';
import { framesDuring, framesText } from './page-frames.ts';

const LOADS = 7;
const STREAMED_MS = 10_000;
/** So many that the run goes on for longer than it is looked at. */
const STREAMED_REPLICATIONS = 12;
const EMPTY_MS = 5000;
/** Of the name of one, and of the names of two, the filter of a table finds the points. */
const TECHNIQUES = (['emulated', 'vhost-net', 'vhost-user', 'sriov'] as const).map((name) => ({ name }));
const MANY_RUNS = 1000;
const VIEWPORT = { width: 1600, height: 900 };
/** Longer than a person would wait: what takes so long is written down too. */
const PATIENCE_MS = 60_000;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
/** At so many loads and frame sizes each, with four techniques: 1,000, 10,000 and 100,000 points. More than 50,000 come together in no run of the lab: the last is for the table. */
const SWEEPS = [
  { loads: 25, sizes: 10, part: (point: PointResult) => point },
  { loads: 50, sizes: 50, part: (point: PointResult) => point },
  { loads: 100, sizes: 250, part: withoutParts },
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
    const sizes = upTo(sweep.sizes).map((step) => 64 + 4 * step);
    const scenario = benchmarkScenario(TECHNIQUES, upTo(sweep.loads), sizes);
    const points = sweepOfCopies(scenario, simulated.map(sweep.part));
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
  return from.newContext({ viewport: VIEWPORT, reducedMotion: 'no-preference', ...(cookies ? { storageState: cookies } : {}) });
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
  await emptyPage(context, 'an empty page');
  const page = await context.newPage();
  await page.goto(origin);
  await new StartPage(page).compareButton.waitFor();
  const scenario = benchmarkScenario(TECHNIQUES, upTo(100));
  const { runId } = await askLab(page, 'run.start', {
    scenario: { ...scenario, method: { ...scenario.method, durationMs: 2, replications: STREAMED_REPLICATIONS } },
  });
  await emptyPage(context, 'an empty page while the run goes on');
  await page.goto(`${origin}/#/run/${runId}`);
  const opening = await framesDuring(page, async () => {
    await page.getByRole('region', { name: 'Points of the run' }).waitFor();
    await page.getByRole('img', { name: /^Latency/ }).waitFor();
  });
  row('page of a run that goes on opens, with its charts', framesText(opening));
  const { summary: before } = await askLab(page, 'run.head', { runId });
  const frames = await framesDuring(page, (inPage) => inPage.waitForTimeout(STREAMED_MS));
  const { summary } = await askLab(page, 'run.head', { runId });
  const came = `${summary.status} after ${summary.points - before.points} further points`;
  row(`run of 400 points streams, ${STREAMED_MS / 1000} s (${came})`, framesText(frames));
  row('the same: JS heap', `${(await heapMiB(context, page)).toFixed(0)} MiB`);
  await askLab(page, 'run.cancel', { runId });
}

/** What this machine and this Chromium draw at best. */
async function emptyPage(context: BrowserContext, label: string): Promise<void> {
  const page = await context.newPage();
  row(label, framesText(await framesDuring(page, (inPage) => inPage.waitForTimeout(EMPTY_MS))));
  await page.close();
}

async function largeRun(context: BrowserContext, origin: string, points: number): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${origin}/#/`);
  await new StartPage(page).compareButton.waitFor();
  const heading = page.getByRole('heading', { level: 1, name: 'Benchmark' });
  const verdict = new ResultsPage(page).verdictHeading.first();
  const table = page.getByRole('region', { name: 'Points, table' });
  let [headingMs, verdictMs, tableMs] = [Number.NaN, Number.NaN, Number.NaN];
  const opening = await framesDuring(page, async () => {
    const began = performance.now();
    await page.evaluate(() => (location.hash = '#/results/run-0'));
    await heading.waitFor().catch(() => undefined);
    if (!(await heading.isVisible())) return;
    headingMs = performance.now() - began;
    await verdict.waitFor();
    verdictMs = performance.now() - began;
    await table.getByRole('row').nth(10).waitFor();
    tableMs = performance.now() - began;
  });
  if (Number.isNaN(tableMs)) return row(`results of ${points} points`, `not within ${PATIENCE_MS / 1000} s`);
  row(`results of ${points} points: heading`, `${headingMs.toFixed(0)} ms`);
  row(`results of ${points} points: verdict`, `${verdictMs.toFixed(0)} ms`);
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
  const all = points.toLocaleString('en-GB');
  // Nothing was looked for before; then what the table shows is at hand.
  for (const { word, found } of [
    { word: 'sriov', found: points / 4 },
    { word: 'vhost', found: points / 2 },
  ]) {
    const filtered = await framesDuring(page, async () => {
      const began = performance.now();
      await page.getByLabel('Filter').last().fill(word);
      await page.getByText(`${found.toLocaleString('en-GB')} of ${all} rows`, { exact: true }).waitFor();
      row(`the same: table filtered by "${word}"`, `${(performance.now() - began).toFixed(0)} ms`);
    });
    row('the same: frames', framesText(filtered));
  }
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
