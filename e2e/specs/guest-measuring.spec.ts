/** Adapters of a real guest, translated on any host, measured from the page; without QEMU the page says what is missing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import type { Home } from '../fixtures/home.ts';
import { expect, test } from '../test.ts';

/** The image of the guest, as the tests of the command line make it: its kernel need not be fetched again. */
const keptImage = fileURLToPath(new URL('../../node_modules/.cache/iovlab-measure-test/iovlab/guest-image', import.meta.url));

const panelOf = (page: Page) => page.getByRole('region', { name: 'Measure with guests of QEMU', exact: true });

function takeKeptImage(home: Home): void {
  if (!existsSync(keptImage)) return;
  const folder = join(home.folder, 'data', 'iovlab');
  mkdirSync(folder, { recursive: true });
  symlinkSync(keptImage, join(folder, 'guest-image'));
}

/** Pids of the guests whose files are those of a process of this lab. */
function guestsOf(labProcess: number): string[] {
  return readdirSync('/proc').filter((pid) => {
    const path = join('/proc', pid, 'cmdline');
    return /^\d+$/.test(pid) && existsSync(path) && readFileSync(path, 'utf8').includes(`iovlab-guest-${labProcess}-`);
  });
}

test('adapters are measured with a guest from the page, the guest ends with cancel, and the result lies beside a run', async ({
  home,
  sample,
  openBrowserLab,
}) => {
  test.setTimeout(240_000);
  takeKeptImage(home);
  const { page, processId } = await openBrowserLab({ projectPath: sample });
  await page.getByRole('link', { name: 'Testbed' }).click();
  const panel = panelOf(page);
  const adapters = panel.getByRole('group', { name: 'Adapters' });
  const needs = panel.getByRole('list', { name: 'What measurements need' });
  await expect(adapters.or(needs)).toBeVisible();
  if (await needs.isVisible()) {
    await expect(needs).toContainText(/missing\. \S/);
    await expectAccessibleInBothThemes(page);
    return;
  }
  await expect(panel).toContainText('RFC 6815');
  const tests = panel.getByRole('group', { name: 'Tests' });
  for (const other of ['Datagrams', 'One TCP stream', 'RFC 2544']) await tests.getByLabel(other).uncheck();
  await panel.getByLabel('Repetitions of each test').fill('0');
  await expect(panel).toContainText('A whole number from 1 to 100.');
  await expect(panel.getByRole('button', { name: 'Start the measurement' })).toBeDisabled();
  await panel.getByLabel('Repetitions of each test').fill('1');
  await panel.getByLabel('Length of a test that lasts').fill('1');
  await panel.getByLabel('Round trips of a test').fill('100');
  for (const name of ['Fetch the kernel of the distribution', 'Translate the guest’s CPU (TCG) in any case']) {
    const box = panel.getByLabel(name);
    if (await box.isVisible()) await box.check();
  }

  await panel.getByRole('button', { name: 'List the commands' }).click();
  await expect(panel.getByRole('region', { name: /^Commands of the measurement/ })).toContainText(/qemu-system-x86_64 .*e1000/);
  expect(guestsOf(processId)).toEqual([]);
  await expectAccessibleInBothThemes(page);

  await panel.getByRole('button', { name: 'Start the measurement' }).click();
  await expect.poll(() => guestsOf(processId).length, { timeout: 120_000 }).toBeGreaterThan(0);
  await panel.getByRole('button', { name: 'Cancel the measurement' }).click();
  await expect(panel).toContainText('Cancelled: the guest has ended, and nothing was kept.');
  expect(guestsOf(processId)).toEqual([]);
  await expect(panel.getByRole('button', { name: 'Start the measurement' })).toBeFocused();

  await panel.getByRole('button', { name: 'Start the measurement' }).click();
  await expect(panel.getByRole('progressbar', { name: 'Progress of the measurement' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Guests are being measured on this host' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  const measured = panel.getByRole('region', { name: 'Measured values' });
  await expect(measured).toBeVisible({ timeout: 180_000 });
  await expect(panel).toContainText('Emulated CPU (TCG): compare counts and order, not rates.');
  const exits = async (label: string): Promise<number> => {
    const row = measured.getByRole('row').filter({ hasText: 'exits asked for by the driver in a round trip' }).filter({ hasText: label });
    return Number(await row.getByRole('cell').last().textContent());
  };
  expect(await exits('virtio')).toBeGreaterThan(0);
  expect(await exits('emulated')).toBeGreaterThan(3 * (await exits('virtio')));
  expect(guestsOf(processId)).toEqual([]);
  await expectAccessibleInBothThemes(page);

  await panel.getByRole('button', { name: /^Lay it beside the run/ }).click();
  const beside = page.getByRole('region', { name: 'Beside measurements' });
  await expect(beside.getByRole('checkbox', { name: /^guests-.*\.json$/ })).toBeChecked();
  await expect(beside).toContainText('virtio');
});

test('on a host without QEMU the page says what is missing and how it comes', async ({ home, openBrowserLab }) => {
  const { page } = await openBrowserLab({ environment: { ...home.environment, PATH: home.folder } });
  await page.getByRole('link', { name: 'Testbed' }).click();
  const needs = panelOf(page).getByRole('list', { name: 'What measurements need' });
  await expect(needs).toContainText('QEMU: missing. Install it: apt-get install qemu-system-x86');
  await expect(panelOf(page).getByRole('button', { name: 'Start the measurement' })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
});
