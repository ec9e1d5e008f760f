import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from './connect.ts';
import { openProject } from './open-project.ts';
import { ProjectFile } from './project-file.ts';
import { draft, keyOf, must, points, problemOf, record, scenario, temporaryFolder, writeProject } from './project.fixture.ts';
import type { Project } from './project.ts';

const START = { runId: 'run', startedAt: '2026-01-02T03:04:05.678Z' };
const RESULTS = {
  simulations: [{ key: keyOf(1), record: record(1) }],
  used: [],
  points: points(3),
  placeOf: (id: string) => points(40).findIndex((point) => point.id === id),
};
const KEPT = 'What was saved before is safe, and what was done since is kept in memory.';

/** An open project with a run going on, on a connection whose limits the test sets. */
function openStudy() {
  const path = join(temporaryFolder(), 'study.iovlab');
  writeProject(path, 1, 2);
  const database = connect(path, { timeoutMs: 0 });
  const project = new ProjectFile({ database, path, unchecked: false, readOnlyReason: '', release: () => undefined });
  onTestFinished(() => project.close());
  must(project.startRun(START, scenario, 7, '1.0.0'));
  return { path, database, project };
}

/** Tries to keep a draft, results and the end of a run. */
function work(project: Project): string[] {
  return [project.writeDraft('newest'), project.putResults('run', RESULTS), project.finishRun('run', 'failed', 'No room.', false)].map(
    (reply) => (reply.ok ? '' : reply.message),
  );
}

/** Asserts that a file that was opened anew has the work. */
function expectWork(path: string): void {
  const project = must(openProject(path));
  expect(project.readDraft()).toBe('newest');
  expect(project.findRun('run')).toMatchObject({ status: 'failed', message: 'No room.' });
  expect(project.readRun('run')?.points).toEqual(points(3));
  expect(project.findSimulation(keyOf(1))).toEqual(record(1));
  project.close();
}

describe('a project whose disk is full', () => {
  function full() {
    const study = openStudy();
    const pages = study.database.prepare('PRAGMA page_count').get()?.['page_count'];
    // Larger than the free pages of the file.
    must(study.project.writeDraft('old'));
    study.database.exec(`PRAGMA max_page_count = ${String(pages)}`);
    return study;
  }
  const large = 'x'.repeat(200_000);

  it('says so, keeps what was done in memory and shows it', () => {
    const { project } = full();
    expect(problemOf(project.writeDraft(large)).message).toBe(
      `"study.iovlab" could not be written: its disk is full, or a quota is used up. ${KEPT} Make room on the disk, or save a copy elsewhere.`,
    );
    expect(project.readDraft()).toBe(large);
    expect(problemOf(project.finishRun('run', 'failed', 'No room.', false)).message).toContain('its disk is full');
    expect(project.findRun('run')).toMatchObject({ status: 'failed', message: 'No room.' });
  });

  it('takes it all in its order when there is room again', () => {
    const { path, database, project } = full();
    problemOf(project.writeDraft(large));
    expect(project.unwritten).toContain('its disk is full');
    problemOf(project.putResults('run', { ...RESULTS, points: points(40) }));
    problemOf(project.finishRun('run', 'done', '', true));
    database.exec('PRAGMA max_page_count = 100000');
    must(project.writeAgain());
    expect(project.unwritten).toBe('');
    project.close();
    const again = must(openProject(path));
    expect(again.readDraft()).toBe(large);
    expect(again.findRun('run')?.status).toBe('done');
    expect(again.readRun('run')?.points).toEqual(points(40));
    again.close();
  });
});

describe('a project whose file is taken away while it is open', () => {
  it.each(['removed', 'moved', 'replaced'] as const)('and %s keeps the work for a copy elsewhere', async (how) => {
    const { path, project } = openStudy();
    const elsewhere = join(dirname(path), 'elsewhere.iovlab');
    if (how === 'replaced') copyFileSync(path, elsewhere);
    if (how === 'removed') rmSync(path);
    if (how !== 'removed') renameSync(how === 'moved' ? path : elsewhere, how === 'moved' ? elsewhere : path);
    for (const message of work(project))
      expect(message).toBe(
        `"study.iovlab" is not where it was: it was moved, removed or replaced while it was open. ${KEPT} Put the file back, or save a copy elsewhere.`,
      );
    if (how !== 'replaced') expect(problemOf(await project.saveAs(path, true)).message).toContain('is not where it was');
    const copy = join(dirname(path), 'copy.iovlab');
    must(await project.saveAs(copy, false));
    expectWork(copy);
    expect(project.unwritten).not.toBe('');
  });

  it('writes the work when it is back', () => {
    const { path, project } = openStudy();
    const elsewhere = join(dirname(path), 'elsewhere.iovlab');
    renameSync(path, elsewhere);
    work(project);
    renameSync(elsewhere, path);
    must(project.writeAgain());
    project.close();
    expectWork(path);
  });

  it('writes it at the latest when it is closed', () => {
    const { path, project } = openStudy();
    const elsewhere = join(dirname(path), 'elsewhere.iovlab');
    renameSync(path, elsewhere);
    work(project);
    renameSync(elsewhere, path);
    project.close();
    expectWork(path);
  });
});

describe('a project whose folder', () => {
  it('is gone says so', () => {
    const { path, project } = openStudy();
    rmSync(dirname(path), { recursive: true });
    for (const message of work(project)) expect(message).toContain('is not where it was');
    expect(project.readDraft()).toBe('newest');
  });

  // The superuser may write everywhere.
  it.skipIf(process.getuid?.() === 0)('may not be written any more says so', () => {
    const { path, project } = openStudy();
    chmodSync(dirname(path), 0o555);
    for (const message of work(project)) expect(message).toContain('the file or its folder may not be written any more');
    chmodSync(dirname(path), 0o755);
    must(project.writeAgain());
    project.close();
    expectWork(path);
  });
});

describe('a change that is asked for', () => {
  it('and cannot be written is not made later, when nobody expects it', () => {
    const { path, project } = openStudy();
    renameSync(path, `${path}.away`);
    problemOf(project.deleteRun('run-1'));
    renameSync(`${path}.away`, path);
    must(project.writeAgain());
    expect(project.findRun('run-1')).not.toBeNull();
  });
});

// A limit of the operating system on the size of files: writing fails as with a broken or full disk.
it.skipIf(process.platform === 'win32')('a file that the system lets grow no further leaves the file sound and the work in memory', () => {
  const path = join(temporaryFolder(), 'study.iovlab');
  writeProject(path, 1, 2);
  const program = `
    import { openProject } from ${JSON.stringify(new URL('./open-project.ts', import.meta.url).href)};
    const project = openProject(${JSON.stringify(path)}).value;
    const written = project.writeDraft('x'.repeat(2_000_000));
    console.log(JSON.stringify({ written, inMemory: project.readDraft().length }));
  `;
  const limited = spawnSync('sh', ['-c', 'ulimit -f 1000; exec "$0" --input-type=module --eval "$1"', process.execPath, program]);
  expect(JSON.parse(limited.stdout.toString())).toMatchObject({
    written: { ok: false, code: 'failed', message: expect.stringContaining('could not be written: its disk') as string },
    inMemory: 2_000_000,
  });
  const project = must(openProject(path));
  expect(project.readDraft()).toEqual(draft);
  project.close();
  expect(existsSync(`${path}-journal`)).toBe(false);
  expect(readdirSync(dirname(path))).toEqual(['study.iovlab']);
});
