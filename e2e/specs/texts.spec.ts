import { keepValidationReport } from '../fixtures/validation-report.ts';
import { expect, test } from '../test.ts';

test('the header takes its words from the texts, and has room for longer ones', async ({ app }) => {
  const { page } = app;
  await page.evaluate(() => localStorage.setItem('iovlab.language', 'en-XA'));
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.reload();

  const links = page.getByRole('banner').locator('nav > a');
  await expect(links).toHaveCount(6);
  for (const text of await links.allInnerTexts()) expect(text).toMatch(/^⟦.*⟧$/);
  await expect(page.getByRole('button', { name: /^⟦Sávé ás…/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.evaluate(() => localStorage.removeItem('iovlab.language'));
});

test('the steps of the scenario take the names of their fields from the texts, and have room for longer ones', async ({ app }) => {
  const { page, main } = app;
  await page.evaluate(() => localStorage.setItem('iovlab.language', 'en-XA'));
  await page.setViewportSize({ width: 1024, height: 768 });
  for (const step of [1, 2, 3]) {
    await page.goto(page.url().replace(/#.*|$/, `#/scenario/${step}`));
    await page.reload();
    const labels = main.locator('.form-grid label');
    await expect(labels.first()).toBeVisible();
    for (const text of await labels.allInnerTexts()) expect(text).toMatch(/^⟦.+⟧( \(.+\))?$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.evaluate(() => localStorage.removeItem('iovlab.language'));
});

test('no screen scrolls sideways at a width of 1024 pixels with longer words', async ({ openApp, sample, home }) => {
  await keepValidationReport(home);
  const { page, main } = await openApp({ projectPath: sample });
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.evaluate(() => localStorage.setItem('iovlab.language', 'en-XA'));
  await page.reload();
  const runId = /results\/([^/]+)/.exec(page.url())?.[1] ?? '';
  const scenario = ['1', '2', '3', '4', '5', '6', 'fields', 'text', 'changes'].map((view) => `scenario/${view}`);
  const screens = [`results/${runId}`, `compare/${runId}`, `run/${runId}`, ...scenario, 'labs', 'labs/receive-livelock'];
  for (const screen of [...screens, 'testbed', 'validation', 'catalogue', 'catalogue/mine', '']) {
    await page.evaluate((hash) => (location.hash = hash), `#/${screen}`);
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(main).toContainText(/⟦.+⟧/);
    await expect(main.locator('[role="status"][aria-label], .el-skeleton')).toHaveCount(0);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(excess, `${screen}: pixels beyond the right edge`).toBe(0);
  }
});
