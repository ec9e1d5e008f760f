import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { keepValidationReport } from '../fixtures/validation-report.ts';
import { expect, test } from '../test.ts';

test('the last report shows errors in sum, published against simulated, and every point with its source', async ({ openApp, home }) => {
  await keepValidationReport(home);
  const app = await openApp();
  const { validation, page } = app;

  await app.navigation('Validation').click();

  await expect(validation.heading).toBeVisible();
  await expect(page.getByText(/Experiments: 1 simulated, 1 of costs, 1 outside the domain of applicability/)).toBeVisible();
  await expect(validation.errors.getByRole('row').filter({ hasText: 'All simulated points' })).toContainText('2 (100 %)');
  await expect(validation.chart).toBeVisible();
  const row = validation.points.getByRole('row').filter({ hasText: 'vhost-net' });
  for (const text of ['vhost-transmit', 'Mpps', '± 50 %', 'within tolerance', 'A paper']) await expect(row).toContainText(text);
  await expect(validation.costs).toContainText('an-exit');
  await expect(page.getByText('A disk is no NIC.')).toBeVisible();

  await validation.technique.selectOption({ label: 'sriov (1)' });
  await expect(validation.points.getByRole('row')).toHaveCount(2);
});

test('a validation tells how far it has come and can be cancelled, and the report before it stays', async ({ openApp, home }) => {
  await keepValidationReport(home);
  const app = await openApp();
  const { validation, page } = app;
  await app.navigation('Validation').click();

  await validation.startButton.click();

  await expect(validation.progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of [\d,]+ simulations/);
  await app.navigation('Catalogue').click();
  await app.navigation('Validation').click();
  await expect(validation.progress).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await validation.cancelButton.click();
  await expect(page.getByText('Cancelled: the report before it is shown').last()).toBeVisible();
  await expect(validation.startButton).toBeFocused();
  await expect(validation.points).toContainText('vhost-transmit');
});

test('without a report the page says what a validation is', async ({ app }) => {
  await app.navigation('Validation').click();

  await expect(app.page.getByText('has not been validated on this machine yet')).toBeVisible();
  await expect(app.validation.startButton).toBeEnabled();
});
