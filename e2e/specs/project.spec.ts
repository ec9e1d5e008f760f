import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askLab } from '../fixtures/ask-lab.ts';
import { longSweep, smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('a saved project reopens from the recent ones with its results and runs nothing again', async ({ openApp, home }) => {
  const path = join(home.projects, 'study.iovlab');
  const app = await openApp();
  await app.start.newButton.click();
  await app.scenario.paste(smallSweep);
  await expect(app.scenario.runButton).toBeEnabled();
  await app.scenario.runButton.click();
  await app.run.resultsLink.click();
  const before = await askLab(app.page, 'run.get', { runId: app.runId });

  await app.saveAs(path);
  expect(existsSync(path)).toBe(true);
  await expect(app.header).toContainText('study');
  await app.page.reload();
  await expect(app.results.heading('Small sweep')).toBeVisible();
  await app.lab.end();

  const again = await openApp();
  await again.start.panel('Recent projects').getByRole('button', { name: 'study' }).click();
  await expect(again.results.heading('Small sweep')).toBeVisible();
  await expect(again.results.chart('Cycles per packet')).toBeVisible();
  expect(await askLab(again.page, 'run.get', { runId: again.runId })).toEqual(before);
  expect((await askLab(again.page, 'project.state', {})).newestRuns).toEqual([before.summary]);
});

test('what is typed survives a crash and is offered again', async ({ openApp, watch }) => {
  const app = await openApp();
  await app.start.newButton.click();
  await app.scenario.field('Name').fill('Half a thought');
  await app.scenario.field('Core frequency (GHz)').fill('not known yet');
  await expect.poll(async () => JSON.stringify((await askLab(app.page, 'project.state', {})).draft)).toContain('not known yet');
  watch.allow(/WebSocket connection to .+ failed/);
  await app.lab.kill();

  const again = await openApp();
  await again.start.panel('Recovered').getByRole('button', { name: 'Untitled project' }).click();

  await expect(again.scenario.field('Name')).toHaveValue('Half a thought');
  await expect(again.scenario.field('Core frequency (GHz)')).toHaveValue('not known yet');
});

test('a run that a crash has ended keeps its points', async ({ openApp, watch, home, sample }) => {
  const app = await openApp({ projectPath: sample });
  await app.navigation('Scenario').click();
  await app.scenario.paste(longSweep);
  await expect(app.scenario.runButton).toBeEnabled();
  await app.scenario.runButton.click();
  await expect(app.run.points).not.toHaveCount(0);
  watch.allow(/WebSocket connection to .+ failed/);
  await app.lab.kill();

  const again = await openApp({ projectPath: join(home.projects, 'sample.iovlab') });

  await expect(again.results.heading('Long sweep')).toBeVisible();
  await expect(again.page.getByText('The run was cancelled. The points that were done by then are shown')).toBeVisible();
});

test('saving over another project asks first', async ({ app, sample, shell }) => {
  test.skip(shell === 'desktop', 'the system’s own dialog asks there');
  const before = readFileSync(sample);
  await app.start.newButton.click();
  await app.scenario.field('Name').fill('Newcomer');
  const dialog = app.page.getByRole('dialog', { name: 'Save the project as' });
  await app.saveAsButton.click();

  await dialog.getByRole('button', { name: 'projects' }).click();
  await dialog.getByRole('button', { name: 'sample.iovlab' }).click();
  await expect(dialog.getByText('There is a project of this name: saving replaces it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(readFileSync(sample).equals(before)).toBe(true);

  await app.saveAs(sample);
  expect((await askLab(app.page, 'project.state', {})).newestRuns).toEqual([]);
});

test('a run is deleted after a question, the scenario stays, and the deletion is undone by key', async ({ openApp, sample }) => {
  const { results, page } = await openApp({ projectPath: sample });
  await page.getByRole('button', { name: 'Delete the run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this run?' });
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(results.heading('Small sweep')).toBeVisible();

  await page.getByRole('button', { name: 'Delete the run' }).click();
  await dialog.getByRole('button', { name: 'Delete the run' }).click();

  await expect(page.getByRole('status').filter({ hasText: 'The run is deleted.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect((await askLab(page, 'project.state', {})).newestRuns).toEqual([]);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(results.heading('Small sweep')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  expect((await askLab(page, 'project.state', {})).newestRuns).toHaveLength(1);
});
