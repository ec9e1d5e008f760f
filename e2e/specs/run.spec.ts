import { askLab } from '../fixtures/ask-lab.ts';
import { longSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('a run shows how far it has come, what is left, and its first points before it ends', async ({ app }) => {
  const { scenario, start, run, page } = app;
  await start.newButton.click();
  await scenario.paste(longSweep);
  await expect(scenario.runButton).toBeEnabled();

  await scenario.runButton.click();

  await expect(run.points).not.toHaveCount(0);
  await expect(run.cancelButton).toBeVisible();
  await expect(run.figure('Simulations')).toHaveText(/^[\d,]+ of 2,400$/);
  await expect(run.figure('Time left')).toHaveText(/^\D*\d+ (s|min)/);
  await expect(run.progress).toHaveAttribute('aria-valuetext', /^[\d,]+ of 2,400 simulations$/);
  await expect(page.getByRole('progressbar', { name: 'Progress of sriov' })).toBeVisible();
  await run.cancelButton.click();
  await expect(page.getByText(/^Cancelled after/)).toBeVisible();
});

test('cancelling a long run keeps what is done', async ({ app }) => {
  const { scenario, start, run, results, page } = app;
  await start.newButton.click();
  await scenario.paste(longSweep);
  await expect(scenario.runButton).toBeEnabled();
  await scenario.runButton.click();
  await expect(run.points).not.toHaveCount(0);
  const { runId } = app;

  await run.cancelButton.click();

  await expect(page.getByText(/^Cancelled after [\d,]+ of 2,400 simulations\. The points below are kept/)).toBeVisible();
  await expect(run.points).not.toHaveCount(0);
  const kept = await askLab(page, 'run.get', { runId });
  expect(kept.summary.status).toBe('cancelled');
  expect(kept.result.points.length).toBeGreaterThan(0);
  await run.resultsLink.click();
  await expect(results.heading('Long sweep')).toBeVisible();
  await expect(page.getByText('The run was cancelled. The points that were done by then are shown')).toBeVisible();
  await expect(results.chart('Cycles per packet')).toBeVisible();
});

test('the page can be left and comes back to a run that goes on', async ({ app }) => {
  const { scenario, start, run, page } = app;
  await start.newButton.click();
  await scenario.paste(longSweep);
  await expect(scenario.runButton).toBeEnabled();
  await scenario.runButton.click();
  await expect(run.points).not.toHaveCount(0);

  await page.reload();

  await expect(run.cancelButton).toBeVisible();
  await expect(run.points).not.toHaveCount(0);
  await run.cancelButton.click();
  await expect(page.getByText(/^Cancelled after/)).toBeVisible();
});
