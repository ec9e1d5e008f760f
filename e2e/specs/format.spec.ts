import { readFile } from 'node:fs/promises';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { askLab } from '../fixtures/ask-lab.ts';
import { smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('numbers and dates are written as the locale that is chosen has them, at once and after a restart; files stay English', async ({
  openApp,
  sample,
}) => {
  const { page, results, formatChoice } = await openApp({ projectPath: sample });
  const panel = results.panel('Cycles per packet');
  const ticks = results.chart('Cycles per packet').locator('text');
  const savedCsv = async (): Promise<string> => {
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save CSV' }).click();
    return readFile(await (await download).path(), 'utf8');
  };
  const figures = async (title: string): Promise<string[]> => (await results.tableRows()).map((row) => row[title] ?? '');
  await panel.getByRole('button', { name: /^Options/ }).click();
  await expect(ticks.filter({ hasText: /^\d+,000$/ }).first()).toBeVisible();
  const english = { csv: await savedCsv(), cycles: await figures('Cycles per packet'), rates: await figures('Delivered') };
  expect(english.cycles.join()).toMatch(/\d,\d{3}/);
  expect(english.rates.join()).toMatch(/\d\.\d+ [kM]pps/);

  await formatChoice.selectOption({ label: await formatChoice.locator('option', { hasText: 'German: 1.234,5' }).innerText() });

  await expect(ticks.filter({ hasText: /^\d+\.000$/ }).first()).toBeVisible();
  await expect(ticks.filter({ hasText: /^\d+,000$/ })).toHaveCount(0);
  const swapped = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
  expect(await figures('Cycles per packet')).toEqual(english.cycles.map(swapped));
  expect(await figures('Delivered')).toEqual(english.rates.map(swapped));
  await expect(page.getByRole('main')).toContainText(/Run \d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}/);
  expect(await savedCsv()).toBe(english.csv);

  await panel.getByRole('button', { name: /^Show as table/ }).click();
  const table = panel.getByRole('region', { name: /, table$/ });
  await table.getByRole('button', { name: 'backend' }).click();
  const column = (await table.getByRole('columnheader').allInnerTexts()).findIndex((title) => title.trim() === 'backend');
  const cells = await table.locator(`td:nth-child(${column + 1})`).allInnerTexts();
  expect(cells.join()).toMatch(/\d\.\d{3}/);
  const sizes = cells.map((text) => Number(text.replace('.', '').replace(',', '.')));
  expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));

  await page.reload();
  await expect(
    results
      .panel('Cycles per packet')
      .locator('text')
      .filter({ hasText: /^\d+\.000$/ })
      .first(),
  ).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a number is typed with a comma or a dot, and the field writes what it has read', async ({ app }) => {
  const { page, scenario, start, formatChoice } = app;
  const frequency = scenario.field('Core frequency (GHz)');
  const kept = async (): Promise<unknown> => {
    const { draft } = await askLab(page, 'project.state', {});
    return (draft as { readonly host?: { readonly frequencyGhz?: unknown } } | null)?.host?.frequencyGhz;
  };
  await start.newButton.click();
  await frequency.fill('2,5');
  await scenario.expectProblem(frequency, /number/);

  await formatChoice.selectOption({ label: await formatChoice.locator('option', { hasText: 'German' }).innerText() });
  await frequency.fill('2,5');
  await expect.poll(kept).toBe(2.5);
  await frequency.fill('3.25');
  await frequency.press('Tab');
  await expect(frequency).toHaveValue('3,25');
  await expect.poll(kept).toBe(3.25);

  await scenario.paste(smallSweep);
  await scenario.goTo('Method');
  const axis = scenario.panel('Sweep').getByLabel('Values').first();
  await axis.fill('0,5; 2,5, 40');
  await expect.poll(async () => JSON.stringify((await askLab(page, 'project.state', {})).draft)).toContain('[0.5,2.5,40]');
});
