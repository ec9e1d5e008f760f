import { expectVisibleFocus, tabTo } from '../fixtures/keyboard.ts';
import { longSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('the way from the start to the results needs no mouse', async ({ app }) => {
  const { start, run, results, page } = app;

  await tabTo(page, start.compareButton);
  await page.keyboard.press('Enter');
  await expect(run.progress).toBeVisible();
  await expect(run.resultsLink).toBeVisible();
  await tabTo(page, run.resultsLink);
  await page.keyboard.press('Enter');

  await expect(results.heading('First comparison')).toBeVisible();
  const asTable = results.panel('Cycles per packet').getByRole('button', { name: /^Show as table/ });
  await tabTo(page, asTable);
  await page.keyboard.press('Space');
  await expect(results.panel('Cycles per packet').getByRole('columnheader').first()).toBeVisible();
});

test('the first stop of the keyboard skips to the content', async ({ app }) => {
  const { page } = app;
  const skipLink = page.getByRole('link', { name: 'Skip to the content' });

  await page.keyboard.press('Tab');
  await expectVisibleFocus(skipLink);
  await expect(skipLink).toBeInViewport();
  await page.keyboard.press('Enter');

  await expect(app.main).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.start.compareButton).toBeFocused();
});

test('a dialog takes the focus, keeps it, and gives it back', async ({ app, shell }) => {
  test.skip(shell === 'desktop', 'the file dialog is the system’s there');
  const { page, start } = app;
  const dialog = page.getByRole('dialog', { name: 'Open a project' });
  await start.openButton.focus();

  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expect(dialog.locator(':focus')).toHaveCount(1);
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').locator(':focus')).toHaveCount(0);
  }
  await page.keyboard.press('Escape');

  await expect(dialog).toBeHidden();
  await expect(start.openButton).toBeFocused();
});

test('shortcuts make a scenario, run it, cancel it, save it and change the theme', async ({ app, shell }) => {
  const { page, scenario, run } = app;

  await page.keyboard.press('ControlOrMeta+n');
  await expect(scenario.heading('Host and NIC')).toBeVisible();
  await scenario.paste(longSweep);
  await expect(scenario.runButton).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(run.points).not.toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.getByText(/^Cancelled after/)).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+d');
  await expect(app.themeButton).toHaveAccessibleName('Switch to the light theme');
  if (shell === 'desktop') return;
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('dialog', { name: 'Save the project as' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+o');
  await expect(page.getByRole('dialog', { name: 'Open a project' })).toBeVisible();
});

test('arrow keys step numbers, choose settings and move between tabs', async ({ openApp, sample }) => {
  const app = await openApp({ projectPath: sample });
  await app.page.getByRole('radio', { name: '30', exact: true }).focus();
  await app.page.keyboard.press('ArrowLeft');
  await expect(app.page.getByRole('radio', { name: '5', exact: true })).toBeChecked();
  await expect(app.results.verdictHeading).toContainText('At 5 %');

  await app.navigation('Scenario').click();
  const ports = app.scenario.field('Ports');
  await ports.focus();
  await ports.press('ArrowUp');
  await expect(ports).toHaveValue('2');
  await app.navigation('Catalogue').click();
  const techniques = app.page.getByRole('tab', { name: 'Techniques' });
  await techniques.focus();
  await techniques.press('ArrowRight');
  await expect(app.page.getByRole('tab', { name: 'NICs' })).toHaveAttribute('aria-selected', 'true');
});
