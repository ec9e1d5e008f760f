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
