import { askLab } from '../fixtures/ask-lab.ts';
import { expect, test } from '../test.ts';

test('a first start leads to a comparison chart of the techniques within three clicks', async ({ app }) => {
  const { start, run, results, page } = app;

  await start.compareButton.click();
  await expect(run.resultsLink).toBeVisible();
  await expect(run.points).toHaveCount(8);
  await expect(run.figure('Simulations')).toHaveText('24 of 24');
  await run.resultsLink.click();

  await expect(results.heading('First comparison')).toBeVisible();
  for (const panel of [
    'Cycles per packet',
    'Throughput',
    'Latency percentiles',
    'Latency distribution',
    'Latency by stage',
    'Utilization',
    'Fairness between VMs',
  ])
    await expect(results.chart(panel), panel).toBeVisible();
  const seen = page.getByRole('region', { name: 'What you see: What does virtual network I/O cost?' });
  await expect(
    seen.getByText(/^Cycles per packet: \S+ cycles \(emulated\) against \S+ cycles \(sriov\), \S+ times as much\.$/),
  ).toBeVisible();
  await expect(results.verdictHeading).toHaveText(/^\d of 8 techniques carry the offered load; .+\.$/);
  const { result } = await askLab(page, 'run.get', { runId: app.runId });
  expect(result.points).toHaveLength(8);
  for (const { technique, bottleneck } of result.points) {
    expect(bottleneck.sentence).not.toBe('');
    await expect(results.bottleneckOf(technique)).toContainText(bottleneck.sentence);
  }
});
