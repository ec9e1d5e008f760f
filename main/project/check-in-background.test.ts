import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { checkInBackground } from './check-in-background.ts';
import { openProject } from './open-project.ts';
import { alterEvery, must, problemOf, temporaryFolder, writeProject } from './project.fixture.ts';

/** A project in which some text was altered. */
function alteredProject(text: string): string {
  const path = join(temporaryFolder(), 'altered.iovlab');
  writeProject(path);
  const bytes = readFileSync(path);
  alterEvery(bytes, text);
  writeFileSync(path, bytes);
  return path;
}

function changed(statement: string): string {
  const path = join(temporaryFolder(), 'changed.iovlab');
  writeProject(path);
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec(statement);
  database.close();
  return path;
}

describe('a large project', () => {
  it('opens with its outline checked, and says that the rest is not', () => {
    const path = join(temporaryFolder(), 'large.iovlab');
    writeProject(path);
    const large = must(openProject(path, { wholeCheckUpTo: 0 }));
    expect(large.unchecked).toBe(true);
    large.close();
    const small = must(openProject(path, { wholeCheckUpTo: 2 ** 30 }));
    expect(small.unchecked).toBe(false);
    small.close();
  });

  it.each(['half-typed', '"seed":1', 'vhost-net', '2026-01-02T03'])('is refused at once when its outline was altered: %s', (text) => {
    const reply = openProject(alteredProject(text), { wholeCheckUpTo: 0 });
    expect(problemOf(reply).code).toBe('damaged');
  });

  it('is found sound in the background while it is written', async () => {
    const path = join(temporaryFolder(), 'sound.iovlab');
    writeProject(path, 3, 300);
    const project = must(openProject(path, { wholeCheckUpTo: 0 }));
    const { finding } = checkInBackground(project.path);
    for (let change = 0; change < 20; change++) must(project.writeDraft({ change }));
    expect(await finding).toBeNull();
    project.close();
  });

  it.each([
    ['a result was altered', alteredProject, '"mean":116106'],
    ['a result was altered', changed, `UPDATE points SET json = replace(json, '56900', '56901') WHERE number = 3`],
    ['the summary of a result was altered', changed, `UPDATE point_summaries SET settings = '{}' WHERE point = 3`],
    ['the summary of a result is missing', changed, 'DELETE FROM point_summaries WHERE point = 3'],
    ['it has results of a run that is not there', changed, `DELETE FROM runs WHERE id = 'run-1'`],
  ])('is told in the background that %s', async (finding, damage, how) => {
    const path = damage(how);
    const project = must(openProject(path, { wholeCheckUpTo: 0 }));
    expect(await checkInBackground(project.path).finding).toBe(finding);
    // A whole check before opening finds the same.
    project.close();
    expect(problemOf(openProject(path)).message).toContain(finding);
  });

  it('is told in the background that a page is damaged', async () => {
    const path = join(temporaryFolder(), 'pages.iovlab');
    writeProject(path, 2, 60);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, bytes.length - 8 * 4096, bytes.length - 7 * 4096);
    writeFileSync(path, bytes);
    const project = must(openProject(path, { wholeCheckUpTo: 0 }));
    expect(await checkInBackground(project.path).finding).not.toBeNull();
    project.close();
  });

  it('ends its check when it is closed', async () => {
    const path = join(temporaryFolder(), 'ended.iovlab');
    writeProject(path);
    const check = checkInBackground(path);
    check.end();
    expect(await check.finding).toBeNull();
  });
});
