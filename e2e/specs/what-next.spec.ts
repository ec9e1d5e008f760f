import { join } from 'node:path';
import { expectAccessibleInBothThemes } from '../fixtures/accessibility.ts';
import { askLab } from '../fixtures/ask-lab.ts';
import { writeProject } from '../fixtures/project-files.ts';
import { longToStudy } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('what would help is found on demand, kept, and taken over into the scenario, accessible in both themes', async ({
  openApp,
  sample,
}) => {
  test.slow();
  const app = await openApp({ projectPath: sample });
  const { results, scenario, page } = app;

  await expect(results.whatNext).toContainText('Not known yet at this setting.');
  await results.whatNextButton.click();

  const changes = page.getByRole('region', { name: 'Changes to vhost-net' });
  const noModeration = changes.getByRole('row').filter({ hasText: 'No interrupt moderation' });
  await expect(noModeration).toContainText(/[+-]?[\d.]+ %/, { timeout: 90_000 });
  await expect(results.whatNext).toContainText(/Of \d+ changes that make a difference to vhost-net, (none is|\d+ certainly)/);
  await expect(results.whatNextButton).toBeFocused();
  await expectAccessibleInBothThemes(page);
  const { result } = await askLab(page, 'run.get', { runId: app.runId });
  expect(result.points.filter(({ whatNext }) => whatNext)).toHaveLength(3);

  await noModeration.getByRole('button', { name: 'Apply: no interrupt moderation' }).click();
  await expect(scenario.heading('Review and run')).toBeVisible();
  await expect(page.getByText('The scenario of the run, with no interrupt moderation.')).toBeVisible();
  await scenario.showJson();
  await expect(scenario.json).toContainText(/"kind": "off"/);
  await scenario.undoButton.click();
  await expect(scenario.json).not.toContainText(/"kind": "off"/);
});

test('trying the changes tells how far it has come and can be cancelled', async ({ openApp, home }) => {
  const projectPath = join(home.projects, 'long.iovlab');
  await writeProject(projectPath, longToStudy);
  const { results, page } = await openApp({ projectPath });

  await results.whatNextButton.click();
  await expect(page.getByRole('progressbar', { name: 'Progress of trying the changes' })).toHaveAttribute(
    'aria-valuetext',
    /of \d+ simulations/,
  );
  await expect(results.varyButton).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel trying the changes' }).click();

  await expect(results.whatNext.getByText('Cancelled: nothing was kept.')).toBeVisible();
  await expect(results.sensitivity.getByText('Cancelled: nothing was kept.')).toHaveCount(0);
  await expect(results.whatNextButton).toBeFocused();
});
