import { askLab } from '../fixtures/ask-lab.ts';
import { longSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('a cancelled run is resumed with what was simulated of it', async ({ app }) => {
  const { scenario, start, run, page } = app;
  await start.newButton.click();
  await scenario.paste(longSweep);
  await expect(scenario.runButton).toBeEnabled();
  await scenario.runButton.click();
  await expect(run.points).not.toHaveCount(0);
  const { runId } = app;
  await run.cancelButton.click();

  await page.getByRole('button', { name: 'Resume' }).click();

  await expect(run.cancelButton).toBeVisible();
  await expect(run.figure('Kept from before')).toHaveText(/^\d+$/);
  expect((await askLab(page, 'run.get', { runId })).summary.status).toBe('running');
  await run.cancelButton.click();
  await expect(page.getByText(/^Cancelled after [\d,]+ of 2,400 simulations/)).toBeVisible();
  await run.resultsLink.click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(page.getByText(/^Partial: .+ rest on fewer than the \d+ replications asked for/).first()).toBeVisible();
});

test('a sweep of words with a constraint has the points that are left, and no others', async ({ app }) => {
  const { scenario, start, run, results, page } = app;
  await start.newButton.click();
  await scenario.paste({
    name: 'Moderation',
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
    techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
    method: {
      kind: 'sweep',
      durationMs: 1,
      replications: 2,
      confirmBottleneck: false,
      sweep: [
        { path: 'nic.moderation.kind', values: ['off', 'adaptive'] },
        { path: 'vms.0.count', values: [1, 2, 4] },
      ],
    },
  });
  await scenario.goTo('Method');
  await page.getByRole('button', { name: 'Add a constraint' }).click();
  const constraints = scenario.panel('Constraints');
  await constraints.getByRole('textbox', { name: 'Values' }).fill('off');
  await expect(scenario.runButton).toBeEnabled();

  await scenario.runButton.click();

  await expect(run.resultsLink).toBeVisible();
  await expect(run.points).toHaveCount(6);
  await run.showResults();
  await expect(results.heading('Moderation')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'At 4 VMs', exact: true })).toBeVisible();
});
