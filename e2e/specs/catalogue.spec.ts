import { aspectNames } from '../../shared/catalogue/technique-aspects.ts';
import { techniqueNames, techniques } from '../../shared/catalogue/techniques.ts';
import { expect, test } from '../test.ts';

test('the catalogue holds every technique side by side with what it needs', async ({ app }) => {
  const { catalogue } = app;

  await app.navigation('Catalogue').click();

  await expect(catalogue.heading).toBeVisible();
  await expect(catalogue.techniques.getByRole('row')).toHaveCount(techniqueNames.length + 1);
  for (const { title, hardware, guestDriver } of techniques()) {
    const row = catalogue.techniques.getByRole('row').filter({ hasText: title });
    await expect(row).toContainText(hardware);
    await expect(row).toContainText(guestDriver);
  }
});

test('aspects of the techniques have sources, and can be left out', async ({ app }) => {
  const { catalogue, page } = app;
  await app.navigation('Catalogue').click();

  await expect(catalogue.aspects.getByRole('row')).toHaveCount(aspectNames.length + 1);
  const migration = catalogue.aspects.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Live migration' }) });
  await expect(migration.getByRole('cell')).toHaveCount(techniqueNames.length);
  await expect(migration.getByRole('link', { name: 'Linux, net_failover' })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Live migration' }).uncheck();

  await expect(migration).toHaveCount(0);
  await expect(catalogue.aspects.getByRole('row')).toHaveCount(aspectNames.length);
});

test('a cost is found by a word and shows its value, range, source and provenance', async ({ app }) => {
  const { catalogue, page } = app;
  await app.navigation('Catalogue').click();
  await catalogue.show('Costs');

  await catalogue.field('Find').fill('vm.exit');

  await expect(page.getByText(/^\d+ of \d+ parameters$/)).toBeVisible();
  const row = catalogue.costs.getByRole('row').filter({ hasText: 'vm.exit' }).first();
  await expect(row).toContainText('cycles');
});

test('NICs and hosts have their profiles', async ({ app }) => {
  const { catalogue, page } = app;
  await app.navigation('Catalogue').click();

  await catalogue.show('NICs');
  for (const nic of ['82576', '82599', 'X710', 'E810', 'ConnectX-5'])
    await expect(page.getByText(nic).filter({ visible: true }).first(), nic).toBeVisible();
  await catalogue.show('Hosts');
  await expect(page.getByText('Xeon E5-2697 v4').first()).toBeVisible();
});
