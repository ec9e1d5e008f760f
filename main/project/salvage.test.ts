import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject, openProject } from './open-project.ts';
import { addRun, alterEvery, draft, must, points, problemOf, scenario, temporaryFolder, writeProject } from './project.fixture.ts';
import { INTERRUPTED_MESSAGE } from './project-format.ts';
import type { Project } from './project.ts';
import { salvageProject } from './salvage.ts';

const PAGE_BYTES = 4096;

/** What is recovered of a file with these bytes. The damaged file must be as before. */
function salvaged(bytes: Buffer): { readonly project: Project; readonly runs: number; readonly points: number } {
  const folder = temporaryFolder();
  const damaged = join(folder, 'damaged.iovlab');
  const into = join(folder, 'recovered.iovlab');
  writeFileSync(damaged, bytes);
  const counts = must(salvageProject(damaged, into));
  expect(readFileSync(damaged).equals(bytes)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['damaged.iovlab', 'recovered.iovlab']);
  return { project: must(openProject(into)), ...counts };
}

function projectBytes(runs: number, pointsOfEach: number): Buffer {
  const path = join(temporaryFolder(), 'study.iovlab');
  writeProject(path, runs, pointsOfEach);
  return readFileSync(path);
}

/** Every recovered point is one of those written: none is invented or changed. */
function expectSound(project: Project, written: number): number {
  const known = new Map(points(written).map((one) => [one.id, one]));
  let found = 0;
  for (const { runId } of project.listRuns()) {
    for (const one of project.readRun(runId)?.points ?? []) {
      expect(one).toEqual(known.get(one.id));
      found += 1;
    }
  }
  return found;
}

describe('recovering a damaged project', () => {
  it('takes everything out of a sound one, and does not call its runs complete', () => {
    const { project, runs, points: count } = salvaged(projectBytes(2, 4));
    expect([runs, count]).toEqual([2, 8]);
    expect(project.readDraft()).toEqual(draft);
    expect(project.readRun('run-2')).toEqual({ scenario, engineVersion: '1.0.0', seed: 7, complete: false, points: points(4) });
    expect(project.listRuns().map(({ runId, startedAt }) => `${runId} ${startedAt}`)).toEqual([
      'run-2 2026-01-02T03:04:05.678Z',
      'run-1 2026-01-02T03:04:05.678Z',
    ]);
    project.close();
  });

  it('takes what is in front of a missing end', () => {
    const bytes = projectBytes(1, 60);
    const { project, points: count } = salvaged(bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(60);
    expect(expectSound(project, 60)).toBe(count);
    project.close();
  });

  it('loses only the rows of a lost page', () => {
    const bytes = projectBytes(1, 60);
    const pages = bytes.length / PAGE_BYTES;
    let mostlyThere = 0;
    for (let page = 1; page < pages; page += 11) {
      const holed = Buffer.from(bytes);
      holed.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      const { project, points: count } = salvaged(holed);
      expect(expectSound(project, 60)).toBe(count);
      if (count >= 50) mostlyThere += 1;
      project.close();
    }
    expect(mostlyThere / (pages / 11)).toBeGreaterThan(0.5);
  });

  it('leaves out a row that was altered', () => {
    const bytes = projectBytes(1, 5);
    alterEvery(bytes, '"mean":116106');
    const { project, points: count } = salvaged(bytes);
    expect(count).toBe(4);
    expect(project.readRun('run-1')?.points).toEqual(points(5).slice(1));
    project.close();
  });

  it('says that a run was interrupted when it was', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    const project = must(createProject(path));
    addRun(project, 'a', points(1));
    must(project.startRun({ runId: 'b', startedAt: '2026-01-01T00:00:00Z' }, scenario, 1, '1.0.0'));
    project.close();
    const recovered = salvaged(readFileSync(path));
    expect(recovered.project.listRuns()[0]).toMatchObject({ runId: 'b', status: 'cancelled', message: INTERRUPTED_MESSAGE });
    recovered.project.close();
  });

  it('gives an empty project, and counts nothing, where nothing is left', () => {
    const bytes = projectBytes(1, 3);
    bytes.fill(0, 100);
    const { project, runs, points: count } = salvaged(bytes);
    expect([runs, count, project.listRuns()]).toEqual([0, 0, []]);
    project.close();
  });

  it('never replaces a file and never takes a file of another kind', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'study.iovlab');
    writeProject(path, 1, 1);
    expect(problemOf(salvageProject(path, path))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('exists already') as string,
    });
    writeFileSync(join(folder, 'notes.txt'), 'not a project');
    expect(problemOf(salvageProject(join(folder, 'notes.txt'), join(folder, 'new.iovlab'))).code).toBe('refused');
    expect(problemOf(salvageProject(path, join(folder, 'missing', 'new.iovlab'))).code).toBe('failed');
    expect(existsSync(join(folder, 'new.iovlab'))).toBe(false);
  });
});
