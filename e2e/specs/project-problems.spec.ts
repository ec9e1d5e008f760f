import { readFileSync, renameSync } from 'node:fs';
import { startLabProcess } from '../fixtures/lab-process.ts';
import { damagedCopy, foreignFile, newerCopy, readOnlyCopy } from '../fixtures/project-files.ts';
import { expect, test } from '../test.ts';

test('a damaged project is refused in words, and what can be read of it is recovered into a new one', async ({ app, home, sample }) => {
  const path = damagedCopy(sample, home.projects);
  const before = readFileSync(path);
  await app.open(path);

  await expect(app.complaints).toContainText('"damaged.iovlab" is damaged');
  await expect(app.complaints).toContainText('The file was not changed.');
  await app.complaints.getByRole('button', { name: 'Recover what can be read' }).click();

  await expect(app.results.heading('Small sweep')).toBeVisible();
  await expect(app.messages.filter({ hasText: /1 run/ })).toBeVisible();
  await expect(app.results.chart('Cycles per packet')).toBeVisible();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a project of a newer version is refused with the remedy, and the open one stays', async ({ app, home, sample }) => {
  const path = newerCopy(sample, home.projects);
  const before = readFileSync(path);
  await app.start.newButton.click();
  await app.scenario.field('Name').fill('Stays here');
  await app.navigation('Start').click();

  await app.open(path);

  await expect(app.complaints).toContainText('"newer.iovlab" was written by a newer version of IOVLab');
  await expect(app.complaints).toContainText('Update IOVLab');
  await app.navigation('Scenario').click();
  await expect(app.scenario.field('Name')).toHaveValue('Stays here');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a file of another program is refused', async ({ app, home }) => {
  await app.open(foreignFile(home.projects));

  await expect(app.complaints).toContainText('"foreign.iovlab" is not an IOVLab project');
});

test('a file that is not there is refused', async ({ app, home }) => {
  await app.open(`${home.projects}/gone.iovlab`);

  await expect(app.complaints).toContainText('There is no file');
});

test('a project that may not be written opens read-only, with its results', async ({ app, home, sample }) => {
  test.skip(process.getuid?.() === 0, 'the superuser may write every file');
  await app.open(readOnlyCopy(sample, home.projects));

  await expect(app.results.heading('Small sweep')).toBeVisible();
  await expect(app.header).toContainText('Read-only');
  await expect(app.messages.filter({ hasText: 'may not be written' })).toBeVisible();
});

test('a project that another window writes opens read-only, and says so', async ({ app, home, sample }) => {
  const other = await startLabProcess(home, { projectPath: sample });

  await app.open(sample);

  await expect(app.results.heading('Small sweep')).toBeVisible();
  await expect(app.header).toContainText('Read-only');
  await expect(app.messages.filter({ hasText: `It is open in another window (process ${other.processId}).` })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Run again' })).toBeDisabled();
  await other.end();
});

test('a project file that is taken away is told on the page, and written again when it is back', async ({ app, sample }) => {
  await app.open(sample);
  await expect(app.results.heading('Small sweep')).toBeVisible();
  await app.navigation('Scenario').click();
  renameSync(sample, `${sample}.away`);
  await app.scenario.field('Name').fill('In memory');
  const alert = app.page.getByRole('alert').filter({ hasText: 'is not where it was' });
  await expect(alert).toHaveCount(1);
  await expect(app.header).toContainText('Not saved');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeVisible();
  renameSync(`${sample}.away`, sample);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
  await expect(app.header).toContainText('Saved');
  await expect(app.scenario.field('Name')).toHaveValue('In memory');
});
