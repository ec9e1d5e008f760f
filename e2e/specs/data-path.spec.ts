import type { Locator } from '@playwright/test';
import { askLab } from '../fixtures/ask-lab.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { expect, test } from '../test.ts';

test('the way of packets is walked by keyboard, and each part tells its numbers and costs', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  const panel = results.panel('Data path');
  await panel.getByText('emulated', { exact: true }).click();
  const drawing = panel.getByRole('group', { name: 'Data path of emulated' });
  await expect(drawing).toBeVisible();

  await drawing.getByRole('button', { name: /^Wire/ }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(drawing.getByRole('button', { name: /^Soft interrupt/ })).toBeFocused();
  await page.keyboard.press('Enter');

  const details = panel.getByRole('region', { name: 'Details of Soft interrupt' });
  await expect(details).toContainText('host, bridge');
  await expect(details).toContainText('host.driverReceive');
  expect(await accessibilityProblems(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Show the data path as table' }).click();
  await expect(panel.getByRole('row').filter({ hasText: 'Tap queue' })).toContainText('full');
});

test('the cycles of a packet close to the utilization of the cores, and lead to their costs', async ({ openApp, sample }) => {
  const app = await openApp({ projectPath: sample });
  const panel = app.results.panel('Cycles waterfall');
  const { result } = await askLab(app.page, 'run.get', { runId: app.runId });
  const lines = await panel.getByRole('row').allInnerTexts();
  const line = (name: string): string[] => (lines.find((text) => text.startsWith(name)) ?? '').split('\t').slice(1);

  expect(line('= utilization')).toHaveLength(new Set(result.points.map(({ technique }) => technique)).size);
  for (const [index, text] of line('= utilization').entries()) {
    const measured = Number.parseFloat(line('measured on the cores')[index] ?? '');
    expect(Math.abs(Number.parseFloat(text) - measured)).toBeLessThan(0.02 * measured);
  }

  await panel.getByRole('button', { name: /^emulated, device model, register access/ }).click();
  await panel.getByRole('link', { name: 'vm.exitUser' }).click();
  await expect(app.page.getByRole('rowheader', { name: /^vm\.exitUser/ })).toBeVisible();
});

test('a packet is replayed step by step, beside the same packet under another technique', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  const panel = results.panel('Packet microscope');
  await panel.getByLabel('Technique', { exact: true }).selectOption('emulated');
  await panel.getByLabel('The same packet under').selectOption('sriov');
  await panel.getByRole('button', { name: 'Trace the packet' }).click();

  const way = panel.getByRole('region', { name: 'Way of the packet under emulated' });
  await expect(way).toContainText('delivered after');
  await expect(panel.getByRole('region', { name: 'Way of the packet under sriov' })).toContainText('a packet of');

  const axis = way.getByRole('slider');
  await axis.focus();
  await page.keyboard.press('End');
  await expect(axis).toHaveAttribute('aria-valuetext', /^application/);
  await way.getByRole('button', { name: 'Back' }).click();
  await expect(axis).not.toHaveAttribute('aria-valuetext', /^application/);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a click on a line of the latency distribution picks the packet of that latency', async ({ openApp, sample }) => {
  const { results } = await openApp({ projectPath: sample });
  const panel = results.panel('Packet microscope');

  await clickLine(results.chart('Latency distribution'));
  await expect(panel.getByRole('button', { name: 'Packet microscope' })).toBeFocused();
  await expect(panel.getByRole('region', { name: /^Way of the packet under/ }).first()).toContainText(/delivered after/);
  await expect(panel.getByLabel('Percentile of the latency')).not.toHaveValue('99');
});

/** Clicks the middle of the longest line of a chart. */
async function clickLine(chart: Locator): Promise<void> {
  // Charts are drawn as they come near the view: those above may still make room for themselves.
  await chart.scrollIntoViewIfNeeded();
  await chart.locator('path[fill="none"][stroke-width="2"]').first().waitFor({ state: 'attached' });
  let before = '';
  await expect(async () => {
    await chart.scrollIntoViewIfNeeded();
    const now = JSON.stringify(await chart.boundingBox());
    const isStill = now === before;
    before = now;
    expect(isStill).toBe(true);
  }).toPass({ intervals: [300] });
  const { x, y } = await chart.locator('path[fill="none"][stroke-width="2"]').evaluateAll((paths) => {
    const lines = paths.filter((path) => path instanceof SVGPathElement);
    const [line] = lines.toSorted((one, other) => other.getTotalLength() - one.getTotalLength());
    const middle = line?.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM() ?? undefined);
    return { x: middle?.x ?? 0, y: middle?.y ?? 0 };
  });
  await chart.page().mouse.click(x, y);
}
