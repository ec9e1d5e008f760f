import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { expect, test } from '../test.ts';

test('the text of the scenario says what is wrong at its line, what is allowed at the cursor, and suggests', async ({ app }) => {
  const { start, scenario, page } = app;
  await start.newButton.click();
  await scenario.showJson();
  const problems = scenario.panel('Problems of the text');
  const help = scenario.panel('At the cursor');

  await scenario.json.fill('{\n  "vms": [],\n  "flows": [],\n  "techniques": [{ "name": "sriov" }]\n  "host": {}\n}');
  await expect(problems).toContainText('Line 5, column 3A comma is expected');
  await scenario.json.fill(
    '{\n  "techniques": [{ "name": "sriov" }],\n  "method": { "kind": "dma-benchmark", "dma": {} },\n  "host": { "networkCores": 999 }\n}',
  );
  await expect(problems).toContainText(/Line 4, column 29.*networkCores.*too large/);
  await problems.getByRole('button', { name: 'Line 4' }).first().click();
  await expect(help).toContainText('host.networkCores');
  await expect(help).toContainText('a whole number from 0 to 256');
  await expect(help).toContainText('Default4');
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', "');
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('option', { name: 'scheduler' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'networkCores' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(scenario.json).not.toContainText('999, "');

  await scenario.json.fill('{ "name": "Typed" }');
  await scenario.show('Steps');
  await expect(scenario.field('Name')).toHaveValue('Typed');
  await scenario.undoButton.click();
  await expect(scenario.field('Name')).toHaveValue('First comparison');
});

test('all fields are another view of the draft: searched, dragged, checked at the field, undone', async ({ app }) => {
  const { start, scenario, page } = app;
  await start.newButton.click();
  await scenario.goTo('Traffic');
  await scenario.show('All fields');

  await page.getByLabel('Find a field').fill('nic ring');
  const ring = scenario.field('Ring descriptors');
  await expect(ring).toHaveAttribute('placeholder', '512');
  await expect(ring).toHaveAccessibleDescription(/16 to 32,768.+Default: of the NIC profile/);
  await expect(scenario.panel('NIC')).toContainText('published');
  await ring.fill('7');
  await scenario.expectProblem(ring, /is 7, too small: give a whole number from 16/);
  await scenario.undoButton.click();
  await expect(ring).toHaveValue('');
  await expect(scenario.runButton).toBeEnabled();

  await page.getByLabel('Find a field').fill('offered load');
  const slider = page.getByRole('slider', { name: 'Offered load, slider' });
  await expect(slider).toHaveAttribute('aria-valuetext', '80 % of line rate');
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('78');

  const preview = page.getByRole('list', { name: 'Bounds of the techniques' });
  await expect(preview).toContainText(/xen-split-driver\s*551 kpps.*driver domain.*virtio\s*634 kpps/);
  await scenario.field('Offered load (% of line rate)').fill('20');
  await expect(preview).toContainText(/xen-split-driver\s*163 kpps/);
  await scenario.undoButton.click();
  await slider.press('ArrowLeft');

  await page.getByLabel('Find a field').fill('vm.exit entry');
  await expect(scenario.panel('Costs').getByText('vm.exit', { exact: true })).toBeVisible();

  await scenario.show('Steps');
  await expect(scenario.heading('Traffic')).toBeVisible();
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('79');
  await scenario.undoButton.click();
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('80');
});

test('the changes of a scenario are told against what was opened and against a file', async ({ app }) => {
  const { start, scenario, page } = app;
  await start.newButton.click();
  await scenario.field('Ports').fill('2');
  await scenario.show('Changes');
  const row = page.getByRole('row', { name: /nic\.ports/ });
  await expect(row).toHaveText(/^Ports\s*nic\.ports\s*1\s*2$/);
  await expect(page.getByRole('heading', { name: '1 difference' })).toBeVisible();

  const other = JSON.stringify({ name: 'Other', vms: [{ name: 'vm' }], techniques: [{ name: 'sriov' }] });
  await page.getByLabel('Scenario file to compare with').setInputFiles({ name: 'other.json', mimeType: '', buffer: Buffer.from(other) });
  await expect(page.getByRole('row', { name: /vms\.0\.count/ })).toHaveText(/VMs\s*vms\.0\.count\s*1\s*8$/);
  expect(await accessibilityProblems(page)).toEqual([]);
});
