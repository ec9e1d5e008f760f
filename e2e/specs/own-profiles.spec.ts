import { readFile } from 'node:fs/promises';
import { expect, test } from '../test.ts';

test('a profile of mine is copied, changed with its source, undone, used and handed on', async ({ app }) => {
  const { catalogue, page } = app;
  await app.navigation('Catalogue').click();
  await catalogue.show('NICs');
  await page.getByRole('button', { name: 'Copy to a profile of mine' }).click();

  const fields = page.getByRole('region', { name: 'Fields of the profile' });
  const row = fields.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Virtual functions/ }) });
  await row.getByLabel('Virtual functions, mine').fill('5000');
  await expect(row).toContainText('virtualFunctions is 5000: give a whole number from 0 to 4096.');
  await row.getByLabel('Virtual functions, mine').fill('31');
  await expect(row).not.toContainText('virtualFunctions is');
  await row.getByLabel('Virtual functions, provenance').selectOption('Data sheet');
  await row.getByLabel('Virtual functions, source').fill('Data sheet, table 2');
  await page.getByLabel('Name', { exact: true }).fill('NIC of rack 4');

  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row.getByLabel('Virtual functions, mine')).toHaveValue('31');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    format: 'iovlab-profiles',
    profiles: [{ title: 'NIC of rack 4', base: '82599', changes: { virtualFunctions: { value: 31, provenance: 'data-sheet' } } }],
  });

  await page.getByRole('button', { name: 'Use in the scenario' }).click();
  await expect(page.getByRole('button', { name: 'Used in the scenario' })).toBeDisabled();
  await app.navigation('Scenario').click();
  await expect(page.getByLabel('NIC profile').locator('option:checked')).toHaveText('NIC of rack 4');
  await expect(page.getByText('this NIC has up to 31')).toBeVisible();

  await app.navigation('Catalogue').click();
  await catalogue.show('Mine');
  await page
    .getByLabel('File of profiles to import')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.getByRole('combobox', { name: 'Profile', exact: true }).locator('option')).toHaveCount(2);
  await page.getByLabel('File of profiles to import').setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replace('"base": "82599"', '"base": "8259x"')),
  });
  await expect(page.getByText('There is no NIC profile "8259x" to copy.')).toBeVisible();
});
