import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { HeldBack } from './held-back.ts';
import { createProject, openProject } from './open-project.ts';
import { addRun, draft, must, points, problemOf, temporaryFolder, writeProject } from './project.fixture.ts';
import { saveCopy } from './save-copy.ts';

function openStudy() {
  const folder = temporaryFolder();
  const path = join(folder, 'study.iovlab');
  writeProject(path);
  return { folder, path, project: must(openProject(path)) };
}

describe('saving under another name', () => {
  it('writes a copy that holds everything, and stays where it is', async () => {
    const { folder, path, project } = openStudy();
    const copyPath = join(folder, 'copy.iovlab');
    must(await project.saveAs(copyPath, false));
    expect(project.path).toBe(path);
    const copy = must(openProject(copyPath));
    expect(copy.readOnly).toBe(false);
    expect(copy.readDraft()).toEqual(draft);
    expect(copy.readRun('run-2')).toEqual(project.readRun('run-2'));
    addRun(copy, 'only-in-the-copy', points(1));
    expect(project.listRuns()).toHaveLength(2);
    copy.close();
    project.close();
    expect(readdirSync(folder).sort()).toEqual(['copy.iovlab', 'study.iovlab']);
  });

  it('is done when the other name is the same file', async () => {
    const { path, project } = openStudy();
    must(await project.saveAs(path, false));
    project.close();
    must(openProject(path)).close();
  });

  it('replaces an existing file only when asked to', async () => {
    const { folder, project } = openStudy();
    const target = join(folder, 'other.iovlab');
    writeFileSync(target, 'precious');
    expect(problemOf(await project.saveAs(target, false))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('"other.iovlab" exists already') as string,
    });
    expect(readFileSync(target, 'utf8')).toBe('precious');
    must(await project.saveAs(target, true));
    const copy = must(openProject(target));
    expect(copy.listRuns()).toHaveLength(2);
    copy.close();
    project.close();
    expect(readdirSync(folder).sort()).toEqual(['other.iovlab', 'study.iovlab']);
  });

  it('does not replace a project that is open elsewhere', async () => {
    const { folder, project } = openStudy();
    const target = join(folder, 'other.iovlab');
    const other = must(createProject(target));
    must(other.writeDraft('mine'));
    expect(problemOf(await project.saveAs(target, true))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('open in another window') as string,
    });
    expect(other.readDraft()).toBe('mine');
    other.close();
    project.close();
  });

  it('names a folder that is not there', async () => {
    const { folder, project } = openStudy();
    const target = join(folder, 'missing', 'copy.iovlab');
    expect(problemOf(await project.saveAs(target, false))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(join(folder, 'missing')) as string,
    });
    project.close();
  });

  it('does not replace a folder', async () => {
    const { folder, project } = openStudy();
    const target = join(folder, 'folder.iovlab');
    mkdirSync(target);
    writeFileSync(join(target, 'inside'), 'precious');
    expect((await project.saveAs(target, true)).ok).toBe(false);
    expect(readFileSync(join(target, 'inside'), 'utf8')).toBe('precious');
    project.close();
    expect(readdirSync(folder).sort()).toEqual(['folder.iovlab', 'study.iovlab']);
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder may not be written', async () => {
    const { folder, project } = openStudy();
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    expect(problemOf(await project.saveAs(join(locked, 'copy.iovlab'), false)).message).toContain('could not be written');
    chmodSync(locked, 0o755);
    project.close();
  });

  it('copies a project that is open read-only', async () => {
    const { folder, path, project } = openStudy();
    const reader = must(openProject(path));
    expect(reader.readOnly).toBe(true);
    must(await reader.saveAs(join(folder, 'copy.iovlab'), false));
    reader.close();
    project.close();
    const copy = must(openProject(join(folder, 'copy.iovlab')));
    expect([copy.readOnly, copy.listRuns().length]).toEqual([false, 2]);
    copy.close();
  });

  it('waits for a transaction that is open when the copy begins', async () => {
    const { folder, path, project } = openStudy();
    project.close();
    const database = new DatabaseSync(path);
    database.exec('BEGIN IMMEDIATE');
    const target = join(folder, 'copy.iovlab');
    const saving = saveCopy({ database, unwritten: new HeldBack() }, target, false);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    database.exec('COMMIT');
    must(await saving);
    database.close();
    const copy = must(openProject(target));
    expect(copy.listRuns()).toHaveLength(2);
    copy.close();
  });

  it('copies a state without halves while the project is written', async () => {
    const { folder, project } = openStudy();
    const target = join(folder, 'copy.iovlab');
    const saving = project.saveAs(target, false);
    addRun(project, 'meanwhile', points(30));
    must(await saving);
    const copy = must(openProject(target));
    const meanwhile = copy.readRun('meanwhile');
    if (meanwhile?.complete) expect(meanwhile.points).toEqual(points(30));
    expect(copy.readRun('run-1')?.points).toEqual(points(6));
    copy.close();
    project.close();
  });
});
