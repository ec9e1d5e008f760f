import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { readyHost } from '../../main/testbed/readiness/ready-host.fixture.ts';
import { archiveOf } from '../../shared/testbed/recording-archive.ts';
import { recordedTreeSchema } from '../../shared/testbed/recorded-tree.ts';
import { accessibilityProblems, expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { expect, test } from '../test.ts';

const tree = (name: string): string => fileURLToPath(new URL(`../../main/testbed/trees/${name}.json`, import.meta.url));

/** What `lab probe --json` prints of a recorded host. */
async function printedProbe(root: string): Promise<string> {
  const lab = fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [lab, 'probe', '--root', root, '--json'], { maxBuffer: 2 ** 26 });
  return stdout;
}

async function dropFile(page: Page, name: string, content: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
      return dropped;
    },
    { name, base64: Buffer.from(content).toString('base64') },
  );
  await page.evaluate((dataTransfer) => window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true })), transfer);
}

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

test('a recorded host is opened by dropping it on the window, as an archive and as what the probe printed', async ({ app }) => {
  const { page } = app;
  const recorded = recordedTreeSchema.parse(JSON.parse(readFileSync(tree('40intel64-2g2n4c+pci'), 'utf8')));
  await dropFile(page, 'server.tar.gz', await archiveOf(recorded));
  await expect(page.getByRole('group', { name: 'Picture of 40intel64-2g2n4c+pci' })).toContainText('Dell Inc. PowerEdge R910');
  const inventory = page.getByRole('region', { name: 'Inventory' });
  await expect(inventory.getByRole('heading', { name: /^eth0 at / })).toBeVisible();
  await expect(inventory).toContainText('14e4:1639, driver bnx2');

  const printed = await printedProbe(tree('32em64t-2n8c+1mic'));
  await app.navigation('Scenario').click();
  await dropFile(page, 'printed.json', Buffer.from(printed));
  await expect(page.getByRole('group', { name: 'Picture of 32em64t-2n8c+1mic' })).toContainText('Dell DCS8000Z');
  expect(await accessibilityProblems(page)).toEqual([]);

  await dropFile(page, 'other.tar.gz', Uint8Array.of(0x1f, 0x8b, 8, 0));
  await expect(app.complaints).toContainText('other.tar.gz is no archive of tar');
});

test('virtual functions are drawn with their adapter, IOMMU groups with their members, and what a function lacks is shown with the commands', async ({
  app,
}) => {
  const { page } = app;
  await app.navigation('Testbed').click();
  const host = readyHost();
  for (const number of [0, 1]) host.links[`/sys/bus/pci/devices/0000:3b:02.${number}/driver`] = '../../../../bus/pci/drivers/iavf';
  await dropFile(page, 'server.tar.gz', await archiveOf(host));
  const picture = page.getByRole('group', { name: 'Picture of ready' });
  const owner = picture.getByRole('listitem').filter({ hasText: 'ens1f0' }).first();
  await expect(owner.getByRole('listitem')).toHaveText(
    [0, 1, 2, 3].map((number) => `0000:3b:02.${number}, iavf, IOMMU group ${20 + number}, alone`),
  );
  await picture.getByText('6 IOMMU groups').click();
  await expect(picture).toContainText('Group 7, DMA-FQ0000:3b:00.0 (ens1f0)');

  const sriov = page.getByRole('listitem').filter({ hasText: 'SR-IOV (a virtual function for each VM)' }).first();
  await expect(sriov).toContainText('fixable');
  await sriov.getByText('SR-IOV (a virtual function for each VM)').click();
  await expect(sriov).toContainText('echo 0000:3b:02.0 > /sys/bus/pci/drivers_probe');
  await expect(page.getByRole('row').filter({ hasText: 'host.networkCores' })).toContainText(
    'the cores that threads of Open vSwitch poll on',
  );
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('the host is timed on demand, and costs measured here go into the scenario with their source, accessible in both themes', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await app.navigation('Testbed').click();
  const panel = page.getByRole('region', { name: 'Time this host', exact: true });
  await panel.getByRole('button', { name: 'Time it' }).click();
  await panel.getByRole('button', { name: 'Cancel the timing' }).click();
  await expect(panel).toContainText('Nothing was timed yet.');
  await expect(panel.getByRole('button', { name: 'Time it' })).toBeFocused();

  await panel.getByRole('button', { name: 'Time it' }).click();
  const costs = panel.getByRole('region', { name: 'Costs that follow' });
  await expect(costs.getByRole('row').nth(1)).toContainText('user.systemCall', { timeout: 90_000 });
  await costs.getByRole('checkbox', { name: 'user.systemCall' }).check();
  await expectAccessibleInBothThemes(page);
  await panel.getByRole('button', { name: 'Use these costs' }).click();

  const row = page.getByRole('region', { name: 'Cost parameters' }).getByRole('row').filter({ hasText: 'user.systemCall' });
  await expect(row).toContainText(/measured\s*Measured on .*: median of 9 repetitions/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).not.toContainText('Measured on');
});
