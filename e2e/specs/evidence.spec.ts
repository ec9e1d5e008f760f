import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { expect, test } from '../test.ts';

test('evidence of a run is written, verified, and told from an altered archive', async ({ openApp, sample, home }) => {
  test.slow();
  const app = await openApp({ projectPath: sample });
  const { page } = app;
  const path = join(home.projects, 'small.iovlab-evidence.zip');

  await app.lab.chooseFile('save', path, () => app.results.export('Evidence'));
  const writing = page.getByRole('dialog', { name: 'Evidence archive' });
  await expect(writing.getByRole('alert')).toContainText(/small\.iovlab-evidence\.zip is written, with the records of \d+ simulations\./, {
    timeout: 60_000,
  });
  expect(existsSync(path)).toBe(true);

  await writing.getByRole('button', { name: 'Verify it now…' }).click();
  const verifying = page.getByRole('dialog', { name: 'Verify an evidence archive' });
  await verifying.getByRole('radio', { name: 'All' }).check();
  await verifying.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(verifying.getByRole('alert')).toContainText(/Identical, bit for bit: (\d+) of \1 simulations were made again/, {
    timeout: 60_000,
  });
  await expectAccessibleInBothThemes(page);
  await verifying.getByRole('button', { name: 'Close', exact: true }).last().click();

  const bytes = readFileSync(path);
  const altered = join(home.projects, 'altered.iovlab-evidence.zip');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(altered, bytes);
  await app.navigation('Start').click();
  await app.lab.chooseFile('open', altered, () => page.getByRole('button', { name: 'Verify an evidence archive…' }).click());
  await verifying.getByRole('radio', { name: 'None' }).check();
  await verifying.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(verifying.getByRole('alert')).toContainText(/Different\.|is damaged/);
});
