import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
