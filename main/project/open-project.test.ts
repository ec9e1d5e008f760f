import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION } from './migrations/index.ts';
import { createProject, openProject } from './open-project.ts';
import { draft, must, points, problemOf, temporaryFolder, writeProject } from './project.fixture.ts';
import { APPLICATION_ID } from './project-format.ts';

function changed(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe('creating a project', () => {
  it('marks the file as a project of the present format', () => {
    const path = join(temporaryFolder(), 'new.iovlab');
    must(createProject(path)).close();
    const header = readFileSync(path);
    expect(header.subarray(68, 72).toString('latin1')).toBe('IOVL');
    expect(header.readUInt32BE(68)).toBe(APPLICATION_ID);
    expect(header.readUInt32BE(60)).toBe(FORMAT_VERSION);
  });

  it('never touches a file that is there', () => {
    const path = join(temporaryFolder(), 'there.iovlab');
    writeFileSync(path, 'precious');
    expect(problemOf(createProject(path))).toMatchObject({ code: 'refused', message: expect.stringContaining('exists already') as string });
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('names the folder that is not there', () => {
    const path = join(temporaryFolder(), 'missing', 'new.iovlab');
    expect(problemOf(createProject(path)).message).toContain('missing');
  });
});

describe('opening', () => {
  it('refuses a newer format with advice, and leaves the file as it is', () => {
    const path = join(temporaryFolder(), 'newer.iovlab');
    writeProject(path);
    changed(path, `PRAGMA user_version = ${FORMAT_VERSION + 1}; CREATE TABLE later (x)`);
    const before = readFileSync(path);
    const problem = problemOf(openProject(path));
    expect(problem.code).toBe('newer-version');
    expect(problem.message).toContain('Update IOVLab');
    expect(problem.message).toContain(`format ${FORMAT_VERSION + 1}`);
    expect(readFileSync(path)).toEqual(before);
  });

  const others: readonly (readonly [what: string, make: (path: string) => void, code: string, words: string])[] = [
    ['a file that is not there', () => undefined, 'not-found', 'There is no file'],
    ['an empty file', (path) => writeFileSync(path, ''), 'refused', 'is empty'],
    ['a folder', (path) => mkdirSync(path), 'refused', 'is a folder'],
    ['a text file', (path) => writeFileSync(path, 'x'.repeat(5000)), 'refused', 'is not an IOVLab project'],
    ['a few bytes', (path) => writeFileSync(path, 'SQLi'), 'damaged', 'ends after a few bytes'],
    ['bytes of another kind', (path) => writeFileSync(path, 'PK'), 'refused', 'is not an IOVLab project'],
    ['a database of another program', (path) => changed(path, 'CREATE TABLE runs (id)'), 'refused', 'is not an IOVLab project'],
  ];
  it.each(others)('says what is wrong with %s', (_, make, code, words) => {
    const path = join(temporaryFolder(), 'file.iovlab');
    make(path);
    expect(problemOf(openProject(path))).toMatchObject({ code, message: expect.stringContaining(words) as string });
  });

  it('says that tables are missing in a file that only has the mark of a project', () => {
    const path = join(temporaryFolder(), 'file.iovlab');
    changed(path, `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; CREATE TABLE x (y)`);
    expect(problemOf(openProject(path)).code).toBe('damaged');
  });

  it('brings a file up to date that was marked but not filled when the process ended', () => {
    const path = join(temporaryFolder(), 'file.iovlab');
    changed(path, `PRAGMA application_id = ${APPLICATION_ID}`);
    const project = must(openProject(path));
    expect(project.listRuns()).toEqual([]);
    project.close();
  });

  it('follows a symbolic link, so that both names share one lock', () => {
    const folder = temporaryFolder();
    writeProject(join(folder, 'real.iovlab'));
    symlinkSync(join(folder, 'real.iovlab'), join(folder, 'link.iovlab'));
    const project = must(openProject(join(folder, 'link.iovlab')));
    const second = must(openProject(join(folder, 'real.iovlab')));
    expect(second.readOnlyReason).toContain('open in another window');
    second.close();
    project.close();
  });

  it('opens a second time read-only, with the reason, and the first goes on writing', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    writeProject(path);
    const first = must(openProject(path));
    const second = must(openProject(path));
    expect([second.readOnly, second.readOnlyReason]).toEqual([true, 'It is open in another window.']);
    must(first.writeDraft({ changed: true }));
    expect(second.readDraft()).toEqual({ changed: true });
    first.close();
    second.close();
    const third = must(openProject(path));
    expect(third.readOnly).toBe(false);
    third.close();
  });

  it.skipIf(process.getuid?.() === 0)('opens a file that may not be written read-only', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    writeProject(path);
    chmodSync(path, 0o444);
    const project = must(openProject(path));
    expect(project.readOnlyReason).toContain('may not be written');
    expect(project.readDraft()).toEqual(draft);
    project.close();
  });

  it.skipIf(process.getuid?.() === 0)('opens a file in a folder that may not be written read-only', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'study.iovlab');
    writeProject(path);
    chmodSync(folder, 0o555);
    const project = must(openProject(path));
    expect(project.readOnlyReason).toContain('folder');
    project.close();
    chmodSync(folder, 0o755);
  });

  it('undoes a change that a crash cut off in the middle', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'study.iovlab');
    writeProject(path, 1, 40);
    // A change that is too large for memory has reached the file before its end; copies of file and journal are what a crash leaves.
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA cache_size = 1; BEGIN; UPDATE points SET json = '{}', digest = ''`);
    const crashed = join(folder, 'crashed.iovlab');
    copyFileSync(path, crashed);
    copyFileSync(`${path}-journal`, `${crashed}-journal`);
    database.exec('ROLLBACK');
    database.close();
    expect(readFileSync(crashed)).not.toEqual(readFileSync(path));
    const readOnly = openProject(crashed, { readOnly: true });
    expect(readOnly.ok ? 'opened' : readOnly.code).toBe('read-only');
    const project = must(openProject(crashed));
    expect(project.readRun('run-1')?.points).toEqual(points(40));
    project.close();
  });

  it('brings a file up to date again after a crash in the middle of that', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'study.iovlab');
    changed(path, `PRAGMA application_id = ${APPLICATION_ID}`);
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA cache_size = 1; BEGIN; PRAGMA user_version = ${FORMAT_VERSION}; CREATE TABLE filler (text)`);
    const insert = database.prepare('INSERT INTO filler VALUES (?)');
    for (let row = 0; row < 100; row++) insert.run('x'.repeat(3000));
    const crashed = join(folder, 'crashed.iovlab');
    // The crash comes after the last page was written and before the journal is removed.
    copyFileSync(`${path}-journal`, `${crashed}-journal`);
    database.exec('COMMIT');
    copyFileSync(path, crashed);
    database.close();
    expect(readFileSync(crashed).readUInt32BE(60)).toBe(FORMAT_VERSION);
    const project = must(openProject(crashed));
    expect(project.listRuns()).toEqual([]);
    project.close();
  });

  it('reports a file whose end is missing, and leaves it as it is', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    writeProject(path);
    truncateSync(path, readFileSync(path).length - 4096);
    const before = readFileSync(path);
    expect(problemOf(openProject(path))).toMatchObject({ code: 'damaged', message: expect.stringContaining('recover') as string });
    expect(readFileSync(path)).toEqual(before);
  });
});
