import { askLab } from '../fixtures/ask-lab.ts';
import { readFigure, roundingOf } from '../fixtures/figure.ts';
import { expect, test } from '../test.ts';
import type { MetricName } from '../../shared/result/schema.ts';

const columns: Readonly<Partial<Record<MetricName, string>>> = {
  offeredPps: 'Offered',
  deliveredPps: 'Delivered',
  deliveredBps: 'Throughput',
  lossRatio: 'Loss',
  latencyP99Ns: 'Latency, p99',
  cyclesPerPacket: 'Cycles per packet',
  jainIndex: 'Jain’s fairness index',
};

test('the figures on the page are those of the run', async ({ openApp, sample }) => {
  const app = await openApp({ projectPath: sample });
  await expect(app.results.heading('Small sweep')).toBeVisible();
  const { result } = await askLab(app.page, 'run.get', { runId: app.runId });

  const rows = await app.results.tableRows();

  expect(rows).toHaveLength(result.points.length);
  for (const [index, point] of result.points.entries()) {
    expect(rows[index]?.['Technique']).toBe(point.technique);
    for (const [metric, title] of Object.entries(columns)) {
      const mean = point.metrics[metric]?.mean ?? Number.NaN;
      const shown = readFigure(rows[index]?.[title] ?? '');
      expect(Math.abs(shown - mean), `${title} of ${point.id}: ${shown} shown, ${mean} simulated`).toBeLessThanOrEqual(roundingOf(mean));
    }
  }
});

test('a chart can be read as a table', async ({ openApp, sample }) => {
  const { results } = await openApp({ projectPath: sample });
  const panel = results.panel('Cycles per packet');
  await expect(results.chart('Cycles per packet')).toBeVisible();

  await panel.getByRole('button', { name: /^Show as table/ }).click();

  const table = panel.getByRole('region', { name: /, table$/ });
  await expect(table.getByRole('row').filter({ hasText: 'sriov' })).toContainText(/\d/);
  await panel.getByRole('button', { name: /^Show as chart/ }).click();
  await expect(results.chart('Cycles per packet')).toBeVisible();
});

test('the setting on show moves charts and verdict', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  await expect(results.verdictHeading).toContainText('2 of 3 techniques carry the offered load; emulated delivers');

  await page.getByRole('radio', { name: '5', exact: true }).check({ force: true });

  await expect(results.verdictHeading).toContainText('all 3 techniques carry the offered load');
});

test('a table is sorted and filtered', async ({ openApp, sample }) => {
  const { results } = await openApp({ projectPath: sample });

  await results.tables.getByRole('button', { name: 'Cycles per packet', exact: true }).click();
  const cycles = (await results.tableRows()).map((row) => readFigure(row['Cycles per packet'] ?? ''));
  expect(cycles).toEqual(cycles.toSorted((one, other) => one - other));

  await results.tables.getByRole('searchbox', { name: 'Filter' }).fill('sriov');
  expect((await results.tableRows()).map((row) => row['Technique'])).toEqual(['sriov', 'sriov']);
});

test('a chart is zoomed, freed of a series, put on another scale and saved', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  const panel = results.panel('Throughput and loss');
  const chart = panel.getByRole('img');
  await expect(chart).toBeVisible();
  const ticks = chart.locator('text');
  await expect(ticks.filter({ hasText: /^30$/ })).toHaveCount(1);

  await panel.getByRole('button', { name: /^Options/ }).click();
  await panel.getByRole('button', { name: 'Zoom in, horizontal axis' }).press('Enter');
  await expect(ticks.filter({ hasText: /^30$/ })).toHaveCount(0);
  await panel.getByRole('button', { name: /^Show all/ }).click();
  await expect(ticks.filter({ hasText: /^30$/ })).toHaveCount(1);

  const area = (await chart.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(area.x + area.width * 0.3, area.y + area.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.5, area.y + area.height * 0.5 + 5, { steps: 4 });
  await page.mouse.up();
  await expect(panel.getByRole('button', { name: /^Show all/ })).toBeVisible();
  await expect(ticks.filter({ hasText: /^30$/ })).toHaveCount(0);

  await panel.getByRole('group', { name: 'Scale of the vertical axis' }).getByText('Logarithmic').click();
  await panel.getByRole('checkbox', { name: 'emulated' }).uncheck();
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save CSV' }).click();
  expect((await download).suggestedFilename()).toBe('delivered-throughput.csv');
});

test('the contents lead to a part, and what was folded stays so', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  const contents = page.getByRole('navigation', { name: 'Contents' });
  const fairness = results.panel('Fairness between VMs').getByRole('button', { name: 'Fairness between VMs', exact: true });

  await contents.getByRole('button', { name: 'Fairness between VMs' }).click();
  await expect(fairness).toBeFocused();
  await expect(fairness).toBeInViewport();
  await fairness.press('Enter');
  await expect(results.chart('Fairness between VMs')).toBeHidden();
  const bar = page.getByRole('separator', { name: 'Width of the contents' });
  await bar.press('ArrowRight');
  const width = await bar.getAttribute('aria-valuenow');
  await page.reload();

  await expect(results.chart('Drops by place').or(results.panel('Drops by place').getByText('No frame was lost'))).toBeVisible();
  await expect(fairness).toHaveAttribute('aria-expanded', 'false');
  await expect(bar).toHaveAttribute('aria-valuenow', width ?? '');
});

test('a run is pinned as the baseline of another, and a technique shows its settings', async ({ openApp, sample }) => {
  const { results, run, page } = await openApp({ projectPath: sample });
  await page.getByRole('button', { name: 'Pin as baseline' }).click();
  await page.getByRole('button', { name: 'Run again' }).click();
  await run.resultsLink.click();

  await expect(results.panel('Against the pinned run').getByRole('row').filter({ hasText: 'sriov' })).toContainText('the same');
  await expect(results.panel('Latency distribution')).toContainText('Pale, dashed: the pinned run.');

  await page.getByRole('group', { name: 'Techniques in the charts' }).getByRole('checkbox', { name: 'emulated' }).uncheck();
  await results
    .panel('Cycles per packet')
    .getByRole('button', { name: /^Show as table/ })
    .click();
  await expect(results.panel('Cycles per packet').getByRole('cell', { name: 'emulated' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Settings of sriov' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings of sriov' }).getByRole('row', { name: /^Cycles per packet/ })).toContainText(
    /\d/,
  );
});
