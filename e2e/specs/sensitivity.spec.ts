import { join } from 'node:path';
import { accessibilityProblems, expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { askLab } from '../fixtures/ask-lab.ts';
import { writeProject } from '../fixtures/project-files.ts';
import { longToStudy } from '../fixtures/scenarios.ts';
import { keepValidationReport } from '../fixtures/validation-report.ts';
import { expect, test } from '../test.ts';

test('the costs that the figures depend on are found on demand and kept, accessible in both themes', async ({ openApp, sample, home }) => {
  test.slow();
  await keepValidationReport(home);
  const app = await openApp({ projectPath: sample });
  const { results, page } = app;

  await expect(results.sensitivity).toContainText('Not known yet at this setting.');
  await results.varyButton.click();

  const costs = page.getByRole('region', { name: 'Costs that sriov depends on' });
  await expect(costs.getByRole('row').nth(1)).toContainText(/(assumed|derived|unverified|published|secondary).* to \S+ %/, {
    timeout: 60_000,
  });
  await expect(results.sensitivity).toContainText(/sriov uses \d+ uncertain costs: \d+ assumed, \d+ unverified\./);
  await expect(results.varyButton).toBeFocused();
  const { result } = await askLab(page, 'run.get', { runId: app.runId });
  expect(result.points.filter(({ sensitivity }) => sensitivity)).toHaveLength(3);

  const trust = results.panel('How far to trust the figures');
  await expect(trust).toContainText('How far these techniques were validated');
  await expect(trust).toContainText(/vhost-net: \d published points?, median error .* %/);
  await expectAccessibleInBothThemes(page);
  await trust.getByRole('link', { name: 'Published against simulated values' }).click();
  await expect(app.validation.heading).toBeVisible();
});

test('varying the costs tells how far it has come and can be cancelled', async ({ openApp, home }) => {
  const projectPath = join(home.projects, 'long.iovlab');
  await writeProject(projectPath, longToStudy);
  const { results, page } = await openApp({ projectPath });

  await results.varyButton.click();
  await expect(page.getByRole('progressbar', { name: 'Progress of varying the costs' })).toHaveAttribute(
    'aria-valuetext',
    /of \d+ simulations/,
  );
  await page.getByRole('button', { name: 'Cancel varying the costs' }).click();

  await expect(page.getByText('Cancelled: nothing was kept.')).toBeVisible();
  await expect(results.varyButton).toBeFocused();
  await expect(results.panel('How far to trust the figures')).toContainText('has not been validated on this machine');
});

test('settings and costs are varied together on demand, and what depends on others is marked', async ({ app }) => {
  test.slow();
  const { scenario, run, results, page } = app;
  await app.navigation('Scenario').click();
  await scenario.paste({
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 5 } }],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 1, replications: 1, confirmBottleneck: false },
  });
  await page.keyboard.press('ControlOrMeta+Enter');
  await run.resultsLink.click();
  await page.getByRole('button', { name: 'Vary the settings' }).click();

  const factors = page.getByRole('region', { name: 'Settings and costs of sriov' });
  const load = factors.getByRole('row').filter({ hasText: 'flows.0.traffic.load' });
  await expect(load).toContainText(/2\.5–10/, { timeout: 90_000 });
  await expect(results.panel('What settings and costs do')).toContainText(/sriov depends most on/);
  await expect(factors.getByText('Depends on others').first()).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a scenario that draws its costs shows intervals that hold them', async ({ app }) => {
  const { scenario, run, results, page } = app;
  await app.navigation('Scenario').click();
  await scenario.paste({
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 5 } }],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 2, replications: 2, costDraws: 5, confirmBottleneck: false },
  });
  await scenario.goTo('Method');
  await expect(page.getByLabel('Draws of the costs')).toHaveValue('5');
  await page.keyboard.press('ControlOrMeta+Enter');
  await run.resultsLink.click();

  await expect(page.getByText(/Dotted bars: with the uncertainty of the costs, 67 % over 5 draws/).first()).toBeVisible();
  const [row] = await results.tableRows();
  expect(row?.['Draws of the costs']).toBe('5');
  expect(row?.['Cycles per packet, high with costs']).toMatch(/[\d,]+ cycles/);
  expect(await accessibilityProblems(page)).toEqual([]);
});
