import { askLab } from '../fixtures/ask-lab.ts';
import { smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('replications are added until the chosen metric is precise enough, and the results say what ended them', async ({ app }) => {
  const { scenario, start, run, results, page } = app;
  await start.newButton.click();
  await scenario.paste({
    ...smallSweep,
    techniques: [{ name: 'vhost-net' }, { name: 'sriov' }],
    method: { durationMs: 4, replications: 2, confirmBottleneck: false },
  });
  await scenario.goTo('Method');
  await scenario.field('How many replications').selectOption({ label: 'Until precise enough' });
  await page.getByRole('group', { name: 'Metrics that must be precise' }).getByRole('checkbox', { name: 'Delivered' }).uncheck();
  await scenario.field('Most replications').fill('5');
  await scenario.expectProblem(scenario.field('Most replications'), /At most 5 replications, but at least 10/);
  await scenario.field('Most replications').fill('15');
  await scenario.field('Precision').fill('0.05');
  await expect(scenario.runButton).toBeEnabled();

  await scenario.runButton.click();
  await run.resultsLink.click();

  await expect(results.panel('How far to trust the figures')).toContainText(
    /sriov: (precision|maximum) reached after 1[05] replications, Latency, mean within ± [\d.]+ %\./,
  );
  await expect(
    page.getByText(/^Latency, mean: (sriov|vhost-net) is lower than (sriov|vhost-net), the next, by [\d.]+ ± [\d.]+ µs\.$/),
  ).toBeVisible();
  const { result } = await askLab(page, 'run.get', { runId: app.runId });
  for (const { stopping, replications } of result.points) {
    expect(stopping?.metric).toBe('latencyMeanNs');
    expect([10, 15]).toContain(replications);
  }
});

test('the warm-up is drawn along the run, and another one can be tried from there', async ({ openApp, sample }) => {
  const app = await openApp({ projectPath: sample });
  const { results, run, page } = app;
  const panel = results.panel('Warm-up');
  await panel.getByRole('button', { name: 'Warm-up' }).click();
  await expect(results.chart('Warm-up')).toBeVisible();
  await expect(panel).toContainText('The cut is found by MSER-5 in each replication.');

  const cut = panel.getByLabel('Leave out (ms)');
  const again = panel.getByRole('button', { name: 'Try this warm-up' });
  await cut.fill('3');
  await expect(cut).toHaveAccessibleDescription(/Give a time from 0 to 2 ms, half of the run/);
  await expect(again).toBeDisabled();
  await cut.fill('1');
  await again.click();
  await run.resultsLink.click();

  await expect(panel).toContainText('A fixed cut of 1 ms.');
  const { result } = await askLab(page, 'run.get', { runId: app.runId });
  expect(result.points.flatMap(({ warmup }) => warmup?.cutsMs ?? [])).toEqual(result.points.flatMap(() => [1, 1]));
});

test('the comparison says how differences are tested, and what is not compared', async ({ openApp, sample }) => {
  const { results, compare, page } = await openApp({ projectPath: sample });
  await results.compareLink.click();

  await expect(page.getByText(/corrected so that those of all 3 pairs of a metric hold together with 95 % \(Bonferroni\)/)).toBeVisible();
  await compare.baseline.selectOption({ label: 'sriov' });
  const [emulated = '', vhost = ''] = await compare.cells('Latency, mean');
  expect(emulated).toContain('grows with the length of the run, not compared');
  expect(vhost).toMatch(/± [\d.]+ %|not clear/);
});
