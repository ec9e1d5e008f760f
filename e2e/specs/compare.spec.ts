import { askLab } from '../fixtures/ask-lab.ts';
import { readFigure, roundingOf } from '../fixtures/figure.ts';
import { expect, test } from '../test.ts';

test('two techniques stand side by side with their difference and whether it is real', async ({ openApp, sample }) => {
  const { results, compare, page } = await openApp({ projectPath: sample });
  await results.compareLink.click();
  await expect(compare.heading).toHaveText('Comparison: Small sweep');

  await compare.technique('vhost-net').uncheck();
  await compare.baseline.selectOption({ label: 'emulated' });

  await expect(compare.metrics.getByRole('columnheader')).toHaveCount(3);
  const runId = new URL(page.url()).hash.split('/')[2] ?? '';
  const { result } = await askLab(page, 'run.get', { runId });
  const cyclesOf = (technique: string): number =>
    result.points.find((point) => point.technique === technique && point.settings['flows.0.traffic.load'] === 30)?.metrics[
      'cyclesPerPacket'
    ]?.mean ?? Number.NaN;
  const [emulated = '', sriov = ''] = await compare.cells('Cycles per packet');
  for (const [text, technique] of [
    [emulated, 'emulated'],
    [sriov, 'sriov'],
  ] as const)
    expect(Math.abs(readFigure(text.split('\n')[0] ?? '') - cyclesOf(technique))).toBeLessThanOrEqual(roundingOf(cyclesOf(technique)));
  expect(sriov).toMatch(/less|lower|better|%/);
  for (const chart of ['Throughput', 'Latency', 'Cycles per packet']) await expect(compare.chart(chart), chart).toBeVisible();
});

test('two runs stand side by side with what differs between their scenarios', async ({ openApp, sample }) => {
  const { results, compare, run, page } = await openApp({ projectPath: sample });
  await page.getByRole('button', { name: 'Run again' }).click();
  await run.resultsLink.click();
  await results.compareLink.click();

  await compare.otherRun.selectOption({ index: 1 });

  await expect(page.getByText('The scenarios are the same: the same numbers are to be expected.')).toBeVisible();
});
