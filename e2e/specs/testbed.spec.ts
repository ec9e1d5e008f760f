import { fileURLToPath } from 'node:url';
import { expect, test } from '../test.ts';

const tree = (name: string): string => fileURLToPath(new URL(`../../main/testbed/trees/${name}.json`, import.meta.url));

test('a recorded host is looked at, its conditions are read with their evidence, and it becomes a scenario', async ({ app }) => {
  const { page } = app;
  await app.navigation('Testbed').click();
  await page.getByLabel('Recorded host to open').setInputFiles(tree('32em64t-2n8c+1mic'));
  const picture = page.getByRole('group', { name: 'Picture of 32em64t-2n8c+1mic' });
  await expect(picture).toContainText('Dell DCS8000Z');
  await expect(picture).toContainText('NUMA node 1');

  const sriov = page.getByRole('listitem').filter({ hasText: 'SR-IOV (a virtual function for each VM)' }).first();
  await expect(sriov).toContainText('unknown');
  await sriov.getByText('SR-IOV (a virtual function for each VM)').click();
  await expect(sriov).toContainText('Whether an adapter has SR-IOV is not known.');
  await sriov.getByText('What was read').last().click();
  await expect(sriov).toContainText('/sys/bus/pci/devices/0000:02:00.0/sriov_totalvfs');

  await page.getByRole('button', { name: 'Use this host' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Twin of 32em64t-2n8c+1mic');
});

test('a file that is no recorded host is refused with the remedy, and what is on show stays', async ({ app }) => {
  await app.navigation('Testbed').click();
  const picture = app.page.getByRole('group', { name: /^Picture of/ });
  await picture.waitFor();
  await app.page
    .getByLabel('Recorded host to open')
    .setInputFiles(fileURLToPath(new URL('../../examples/technique-comparison.json', import.meta.url)));
  await expect(app.page.getByText(/technique-comparison\.json is no recorded host/)).toBeVisible();
  await expect(picture).toBeVisible();
});
