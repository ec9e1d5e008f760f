import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { copyAs } from '../fixtures/project-files.ts';
import { expect, test } from '../test.ts';

test('a measurement is laid beside a run, drawn in its charts, kept with the project and removed', async ({ openApp, sample, home }) => {
  const file = join(home.projects, 'lab.csv');
  writeFileSync(file, 'technique,deliveredPps [kpps]\nsriov,100\n');
  const project = copyAs(sample, home.projects, 'measured.iovlab');
  const { page, results } = await openApp({ projectPath: project });
  const panel = results.panel('Beside measurements');
  await expect(panel).toContainText('The project has no measurements.');

  await panel.getByLabel('File of measurements to add').setInputFiles(file);

  const table = panel.getByRole('region', { name: 'lab.csv beside the simulation' });
  await expect(table.getByRole('row').filter({ hasText: 'sriov' })).toContainText('100 kpps');
  await expect(panel.getByRole('checkbox', { name: 'lab.csv' })).toBeChecked();
  await page.reload();
  await expect(table).toBeVisible();

  await panel.getByRole('button', { name: 'Remove lab.csv' }).click();
  await page.getByRole('button', { name: 'Remove the measurement' }).click();
  await expect(panel).toContainText('The project has no measurements.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('checkbox', { name: 'lab.csv' })).toBeChecked();
});

test('columns whose names say nothing are explained by the person', async ({ openApp, sample, home }) => {
  const file = join(home.projects, 'rack.csv');
  writeFileSync(file, 'Load;Driver;Rate;Remark\n30;sriov;0,1;cold\n');
  const { page, results } = await openApp({ projectPath: copyAs(sample, home.projects, 'explained.iovlab') });
  const panel = results.panel('Beside measurements');
  await panel.getByLabel('File of measurements to add').setInputFiles(file);

  const dialog = page.getByRole('dialog', { name: 'Columns of rack.csv' });
  await expect(dialog.getByRole('button', { name: 'Lay beside the run' })).toBeDisabled();
  await dialog.getByLabel('Meaning of Load').selectOption('Offered load, % of line rate');
  await dialog.getByLabel('Meaning of Driver').selectOption('Technique or name of the series');
  await dialog.getByLabel('Meaning of Rate').selectOption('Delivered');
  await dialog.getByLabel('Unit of Rate').selectOption('Mpps');
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole('button', { name: 'Lay beside the run' }).click();

  await expect(panel.getByRole('checkbox', { name: 'rack.csv' })).toBeChecked();
  const table = panel.getByRole('region', { name: 'rack.csv beside the simulation' });
  await expect(table.getByRole('row').filter({ hasText: 'sriov' })).toContainText('100 kpps');
  await expect(panel).toContainText('Columns that were left out: Remark.');
});

const guests = fileURLToPath(new URL('../../main/measured/golden/testbed-qemu.json.gz', import.meta.url));

test('what lab measure wrote is opened, and its round trips are drawn in the charts of latency, accessible in both themes', async ({
  openApp,
  sample,
  home,
}) => {
  // Charts of a thousand steps, and axe on the whole page.
  test.slow();
  const { page, results } = await openApp({ projectPath: copyAs(sample, home.projects, 'guests.iovlab') });
  const panel = results.panel('Beside measurements');
  await panel.getByLabel('File of measurements to add').setInputFiles(guests);

  await expect(panel.getByRole('alert')).toContainText('Emulated CPU (TCG): compare counts and order, not rates.');
  const table = panel.getByRole('region', { name: 'testbed-qemu.json.gz beside the simulation' });
  await expect(table.getByRole('row').filter({ hasText: 'p50' })).toHaveText(/^emulated\s*emulated.*148 µs/);
  await expect(panel).toContainText('Beside nothing, the run has no figures of virtio: virtio, mean round trip;');
  await expect(results.chart('Latency distribution')).toHaveAccessibleDescription(/Measured, emulated 148 µs and 1\.42 ms/);
  await expect(results.panel('Latency distribution')).toContainText('Measured, emulated: round trip of a frame.');
  await expectAccessibleInBothThemes(page);

  await results
    .panel('Latency distribution')
    .getByRole('button', { name: /^Show as table/ })
    .click();
  await expect(results.panel('Latency distribution').getByRole('row').filter({ hasText: 'Measured, emulated' })).toHaveCount(1);
});
