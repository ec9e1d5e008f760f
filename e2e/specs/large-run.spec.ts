import { join } from 'node:path';
import { MOST_WHOLE_POINTS } from '../../shared/contract/point-query.ts';
import { MOST_RUNS_OF_PAGE } from '../../shared/contract/run-query.ts';
import { watchCalls, watchMessages, type ContractCall } from '../fixtures/contract-calls.ts';
import { LARGE_RUN_POINTS, writeLargeRuns, writeManyRuns } from '../fixtures/large-runs.ts';
import { App } from '../pages/app.ts';
import { expect, test } from '../test.ts';

/** Of the table in view and a little beyond; a screen has some dozens. */
const MOST_ROWS_THERE = 80;

/** Whole points that were asked for. */
function wholePoints(calls: readonly ContractCall[]): number {
  return calls
    .filter(({ endpoint }) => endpoint === 'run.wholePoints')
    .reduce((sum, { input }) => sum + (input as { readonly pointIds: readonly string[] }).pointIds.length, 0);
}

test('no screen reads a run of hundreds of points whole', async ({ openBrowserLab, home }) => {
  const path = join(home.projects, 'large.iovlab');
  await writeLargeRuns(path, 2);
  const lab = await openBrowserLab({ projectPath: path });
  const { page, results, compare, run } = new App(lab);
  const calls = watchCalls(page);
  const table = page.getByRole('region', { name: 'Points, table' });

  await test.step('results', async () => {
    await page.reload();
    await expect(results.heading('Benchmark')).toBeVisible();
    await expect(table.getByRole('table')).toHaveAttribute('aria-rowcount', String(LARGE_RUN_POINTS + 1));
    await expect(table.getByRole('row').nth(10)).toBeVisible();
    expect(await table.getByRole('row').count()).toBeLessThan(MOST_ROWS_THERE);
  });
  await test.step('filter of the table', async () => {
    const filter = page.getByLabel('Filter').last();
    const status = page.getByRole('status').filter({ hasText: 'rows' });
    const cells = table.getByRole('row').nth(3).getByRole('cell');
    const technique = await cells.first().innerText();
    const shown = await cells
      .filter({ hasText: /kpps|Mpps/ })
      .first()
      .innerText();
    await filter.fill(`${technique} ${shown}`);
    // The points are copies of one of each technique.
    await expect(status).toHaveText('300 of 600 rows');
    await expect(table.getByRole('row').nth(1)).toContainText(technique);
    await expect(table.getByRole('row').nth(1)).toContainText(shown);
    await filter.fill('0123456789');
    await expect(status).toHaveText('0 of 600 rows');
    await filter.fill('');
    await expect(status).toHaveText('600 rows');
  });
  await test.step('beside a pinned run', async () => {
    await page.getByRole('button', { name: 'Pin as baseline' }).click();
    await page.goto(new URL('#/results/run-0', page.url()).href);
    await expect(results.panel('Against the pinned run').getByRole('row').filter({ hasText: 'sriov' })).toContainText('the same');
    await expect(results.panel('Throughput and loss')).toContainText('Pale, dashed: the pinned run.');
  });
  await test.step('comparison of two runs', async () => {
    await results.compareLink.click();
    await compare.otherRun.selectOption({ index: 1 });
    await expect(compare.metrics.getByRole('columnheader')).toHaveCount(5);
  });
  await test.step('page of the run', async () => {
    await page.goto(new URL('#/run/run-0', page.url()).href);
    await expect(run.points.nth(10)).toBeVisible();
    expect(await run.points.count()).toBeLessThan(MOST_ROWS_THERE);
    await expect(page.getByRole('region', { name: 'Data path' }).first()).toBeVisible();
  });

  expect(calls.map(({ endpoint }) => endpoint)).not.toContain('run.get');
  expect(calls.filter(({ endpoint }) => endpoint === 'run.follow')).toHaveLength(1);
  expect(wholePoints(calls), 'two techniques at a setting, for each thing that was shown').toBeLessThanOrEqual(MOST_WHOLE_POINTS / 2);
});

test('a project of a thousand runs is listed a page at a time, and comes to each of them', async ({ openBrowserLab, home }) => {
  const path = join(home.projects, 'many.iovlab');
  await writeManyRuns(path, 1000);
  const { page } = new App(await openBrowserLab({ projectPath: path }));
  const toggle = page.getByRole('button', { name: /^Runs/ });
  await page.waitForURL(/#\/results\/run-999$/);
  await expect(toggle).toHaveText('Runs1,000');
  // What the results ask for goes over the connection that is there by now; that of the next page is watched.
  await page.goto(new URL('#/', page.url()).href);
  const calls = watchCalls(page);
  const messages = watchMessages(page);
  await page.reload();
  const links = page.locator('#run-list').getByRole('link');
  const pages = (): ContractCall[] => calls.filter(({ endpoint }) => endpoint === 'run.list');
  await expect(toggle).toHaveText('Runs1,000');
  expect(await links.count(), 'while it is closed').toBe(0);
  expect(pages(), 'while it is closed').toHaveLength(0);

  await toggle.click();
  await expect(links.first()).toHaveAttribute('href', '#/results/run-999');
  expect(await links.count()).toBeLessThan(50);
  expect(pages(), 'while its beginning is in view').toHaveLength(1);

  await test.step('by wheel', async () => {
    await links.first().focus();
    await links.nth(3).hover();
    await page.mouse.wheel(0, 100_000);
    await expect(links.last()).toHaveAttribute('href', '#/results/run-0');
    expect(await links.count()).toBeLessThan(50);
  });

  await test.step('by keyboard', async () => {
    await page.keyboard.press('Escape');
    await expect(toggle).toBeFocused();
    await toggle.press('Enter');
    for (let step = 0; step < 120; step++) await page.keyboard.press('Tab');
    await expect(page.locator('#run-list a:focus')).toHaveAttribute('href', '#/results/run-880');
  });
  await test.step('a run far from the newest opens, is pinned and deleted, and comes back', async () => {
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/results\/run-880$/);
    await page.getByRole('button', { name: 'Pin as baseline' }).click();
    await page.goto(new URL('#/results/run-3', page.url()).href);
    await expect(page.getByRole('region', { name: 'Against the pinned run' })).toContainText('the same');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(toggle).toHaveText('Runs999');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(toggle).toHaveText('Runs1,000');
    await expect(page).toHaveURL(/#\/results\/run-3$/);
  });
  await test.step('the palette and the comparison find it by its words', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('results of benchmark 77');
    await expect(page.getByRole('option', { name: /^Results of Benchmark 77\b/ })).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.goto(new URL('#/compare/run-3', page.url()).href);
    await page.getByLabel('Find a run').fill('benchmark 880');
    await expect(page.getByLabel('Beside another run', { exact: true }).getByRole('option')).toHaveCount(2);
  });
  const runsIn = messages.map((message) => message.match(/"scenarioName":/g)?.length ?? 0);
  expect(Math.max(...runsIn), 'runs in the largest message').toBe(MOST_RUNS_OF_PAGE);
  const states = messages.filter((message) => message.includes('"runCount":'));
  expect(states.length).toBeGreaterThan(2);
  expect(Math.max(...states.map(({ length }) => length)), 'characters of the state of the project').toBeLessThan(5000);
});
