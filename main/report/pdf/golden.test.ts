/**
 * The report of a fixed result, as it was approved: its text in `golden/report.txt`, its pages in `golden/page-*.png`. After a change that is meant, write them
 * anew with `npm run test:unit -- golden --update`, look at the pictures, and commit them with the change.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSectionIds, type ReportSectionId } from '../../../shared/report/sections.ts';
import { keptReport } from '../../../shared/validation/report.fixture.ts';
import { pdfReport } from '../index.ts';
import { applicationVersion } from '../run-facts.ts';
import { loadPath, runOf, scenarioOf, summary } from '../run.fixture.ts';
import { blanked, differingSquares, drawPages } from './page-pictures.fixture.ts';

const popplerIsThere = process.env['CI'] !== undefined || spawnSync('pdftotext', ['-v']).error === undefined;
const golden = join(import.meta.dirname, 'golden');
const isUpdate = process.env['WRITE_GOLDEN'] === 'yes';

/** All but the catalogue of costs, which grows with every technique and has tests of its own. */
const inText = reportSectionIds.filter((id) => id !== 'parameters');

/** Sections with charts and drawings; tables are held by the text. */
const pictured: readonly ReportSectionId[] = ['scenario', 'figures', 'paths'];
const RESOLUTION_DPI = 48;

/** Squares of a page. None differs on the same poppler; the smallest chart makes more. */
const MOST_DIFFERING = 3;

/** From 0. */
const FIRST_WITH_CHARTS = 3;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-golden-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function reportOf(sections: readonly ReportSectionId[]): Promise<string> {
  const loads = [20, 80];
  const scenario = scenarioOf({
    method: { seed: 4711, replications: 3, kind: 'sweep', sweep: [{ path: loadPath, values: loads }] },
    techniques: [{ name: 'sriov' }, { name: 'virtio' }, { name: 'emulated' }, { name: 'direct' }],
    costs: { 'vm.exit': 1234 },
  });
  const { bytes } = await pdfReport({ result: runOf(scenario, loads), summary, validation: keptReport(), measurements: [], sections });
  const path = join(folder, `${sections.length}.pdf`);
  writeFileSync(path, bytes);
  return path;
}

describe.runIf(popplerIsThere)('the report of a fixed result', () => {
  it('has the text that was approved', async () => {
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', await reportOf(inText), '-'], { encoding: 'utf8' });
    await expect(text.replaceAll(applicationVersion, 'VERSION')).toMatchFileSnapshot(join(golden, 'report.txt'));
  });

  it('looks as it was approved', async () => {
    const pages = drawPages(await reportOf(pictured), RESOLUTION_DPI);
    if (isUpdate) approve(pages);
    const differences = approved().map((page, at) => differingSquares(page, pages[at] ?? page));
    expect(pages).toHaveLength(differences.length);
    expect(differences.map((count, at) => (count > MOST_DIFFERING ? `page ${at + 1}: ${count} squares` : ''))).toEqual(pages.map(() => ''));
  });

  it('looks the same at another smoothing, and different without a chart', async () => {
    const smoother = drawPages(await reportOf(pictured), 3 * RESOLUTION_DPI);
    const pages = approved();
    for (const [at, page] of pages.entries()) expect(differingSquares(page, smoother[at] ?? page)).toBeLessThanOrEqual(MOST_DIFFERING);
    const charts = pages.slice(FIRST_WITH_CHARTS);
    expect(charts.length).toBeGreaterThan(5);
    for (const page of charts) expect(differingSquares(page, blanked(page, 0.1, 0.35))).toBeGreaterThan(MOST_DIFFERING);
  });
});

function approved(): Buffer[] {
  return pictures().map((name) => readFileSync(join(golden, name)));
}

function approve(pages: readonly Buffer[]): void {
  mkdirSync(golden, { recursive: true });
  for (const name of pictures()) rmSync(join(golden, name));
  for (const [at, page] of pages.entries()) writeFileSync(join(golden, `page-${String(at + 1).padStart(2, '0')}.png`), page);
}

function pictures(): string[] {
  return readdirSync(golden)
    .filter((name) => name.endsWith('.png'))
    .toSorted();
}
