import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { copyAs } from '../fixtures/project-files.ts';
import type { App } from '../pages/app.ts';
import { expect, test } from '../test.ts';

/** Cycles for each packet, at both loads of the sample. */
const TABLE = ['technique,flows.0.traffic.load,cyclesPerPacket', 'vhost-net,5,12000', 'vhost-net,30,11000', 'emulated,5,33000', ''].join(
  '\n',
);

async function besideTable(app: App, folder: string): Promise<void> {
  const file = join(folder, 'cycles.csv');
  writeFileSync(file, TABLE);
  const panel = app.results.panel('Beside measurements');
  await panel.getByLabel('File of measurements to add').setInputFiles(file);
  await expect(panel.getByRole('region', { name: 'cycles.csv beside the simulation' })).toBeVisible();
}

test('costs are fitted to a measurement and used, with their source, accessible in both themes', async ({ openApp, sample, home }) => {
  test.slow();
  const app = await openApp({ projectPath: copyAs(sample, home.projects, 'calibrated.iovlab') });
  await besideTable(app, home.projects);
  const panel = app.results.panel('Calibration');
  const costs = panel.getByRole('region', { name: 'Costs that can be fitted' });
  const checked = costs.getByRole('checkbox', { checked: true });
  while ((await checked.count()) > 0) await checked.first().uncheck();
  await expect(panel.getByRole('button', { name: 'Calibrate', exact: true })).toBeDisabled();
  await panel.getByRole('button', { name: /^Show all \d+ costs$/ }).click();
  await costs.getByRole('checkbox', { name: 'host.bridge', exact: true }).check();
  await expect(panel).toContainText('1 of at most 6 chosen');

  await panel.getByRole('button', { name: 'Calibrate', exact: true }).click();

  await expect(panel.getByRole('heading', { name: 'Outcome' })).toBeVisible({ timeout: 120_000 });
  await expect(panel.getByRole('button', { name: 'Calibrate', exact: true })).toBeFocused();
  await expect(panel.getByRole('region', { name: 'Fitted costs' }).getByRole('row').nth(1)).toContainText(/host\.bridge.*cycles/);
  await expect(panel).toContainText(/Relative error \d+\.\d+ % before, \d+\.\d+ % after/);
  const values = panel.getByRole('region', { name: 'Measured values before and after the fit' });
  await expect(values.getByRole('row')).toHaveCount(4);
  await expectAccessibleInBothThemes(app.page);

  await panel.getByRole('button', { name: 'Use the calibrated costs' }).click();
  await app.scenario.goTo('Method');
  const row = app.page.getByRole('region', { name: 'Cost parameters' }).getByRole('row').filter({ hasText: 'host.bridge' });
  await expect(row).toContainText(/derived\s*Costs calibrated on .*fitted to 3 values of csv/);
  await row.getByRole('spinbutton').or(row.getByRole('textbox')).fill('900');
  await expect(row).toContainText('Set by hand.');
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Costs calibrated on');

  await app.page.goto(`${app.page.url().split('#')[0]}#/catalogue/mine`);
  const mine = app.page.getByRole('region', { name: 'Profiles of mine' });
  await expect(mine.getByRole('combobox', { name: 'Profile', exact: true })).toContainText(/Costs: calibrated on .*, \d{4}-\d\d-\d\d/);
  await expect(mine.getByRole('button', { name: 'Used in the scenario' })).toBeDisabled();
});

test('a calibration tells how far it has come, and can be cancelled', async ({ openApp, sample, home }) => {
  const app = await openApp({ projectPath: copyAs(sample, home.projects, 'cancelled.iovlab') });
  await besideTable(app, home.projects);
  const panel = app.results.panel('Calibration');
  await panel.getByRole('button', { name: 'Calibrate', exact: true }).click();
  await expect(panel.getByRole('progressbar', { name: 'Progress of the calibration' })).toHaveAttribute(
    'aria-valuetext',
    /of at most \d+ simulations/,
  );
  await panel.getByRole('button', { name: 'Cancel the calibration' }).click();
  await expect(panel).toContainText('Cancelled: the costs stay as they are.');
  await expect(panel.getByRole('button', { name: 'Calibrate', exact: true })).toBeFocused();
});
