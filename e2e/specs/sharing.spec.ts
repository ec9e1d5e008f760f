import { join } from 'node:path';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { copyAs, writeProject } from '../fixtures/project-files.ts';
import { smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('another project is laid beside the open one, and its runs are brought in', async ({ openApp, sample, home }) => {
  test.slow();
  const other = join(home.projects, 'colleague.iovlab');
  await writeProject(other, { ...smallSweep, method: { ...smallSweep.method, seed: 12 } });
  const app = await openApp({ projectPath: copyAs(sample, home.projects, 'mine.iovlab') });
  const { page } = app;
  await app.navigation('Start').click();
  const choose = () => page.getByRole('button', { name: 'Compare with another project…' }).click();
  await app.lab.chooseFile('open', other, choose);

  const dialog = page.getByRole('dialog', { name: 'mine beside colleague.iovlab' });
  await expect(dialog).toContainText('0 points with the very same figures, 6 points with others. They have seeds 4711 and 12.');
  const figures = dialog.getByRole('region', { name: 'Figures of Small sweep that differ' });
  await expect(figures.getByRole('row').filter({ hasText: 'Cycles per packet' }).first()).toContainText('of 4');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await accessibilityProblems(page), theme).toEqual([]);
  }

  await dialog.getByRole('button', { name: 'Bring its runs into this project' }).click();
  await expect(dialog.getByRole('region', { name: 'Brought in' })).toContainText(/seed 12, 6 points: added\./);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('button', { name: /^Runs/ })).toContainText('2');

  await app.lab.chooseFile('open', other, choose);
  await expect(dialog).toContainText('6 points with the very same figures, 0 points with others.');
});
