import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runQuerySchema, type RunQuery } from '../../shared/contract/run-query.ts';
import { createProject } from './open-project.ts';
import { addRun, must, points, scenario, temporaryFolder } from './project.fixture.ts';
import type { Project } from './project.ts';

const newProject = (): Project => must(createProject(join(temporaryFolder(), 'runs.iovlab')));

/** Identities of the runs on the page, and how many the query finds. */
function pageOf(project: Project, query: Partial<RunQuery>): readonly [readonly string[], number] {
  const { total, runs } = project.pageOfRuns(runQuerySchema.parse(query));
  return [runs.map(({ runId }) => runId), total];
}

it('pages the runs, newest first, with how many there are', () => {
  const project = newProject();
  for (let run = 0; run < 7; run++) addRun(project, `run-${run}`, points(1));
  expect(project.countRuns()).toBe(7);
  expect(pageOf(project, { limit: 3 })).toEqual([['run-6', 'run-5', 'run-4'], 7]);
  expect(pageOf(project, { offset: 5, limit: 3 })).toEqual([['run-1', 'run-0'], 7]);
  expect(pageOf(project, { offset: 7, limit: 3 })).toEqual([[], 7]);
  const whole = project.pageOfRuns(runQuerySchema.parse({})).runs;
  expect(whole).toEqual(project.listRuns());
  project.close();
});

it('finds runs by identity, by words, by their end and by their points', () => {
  const project = newProject();
  addRun(project, 'with-points', points(3));
  addRun(project, 'without-points', []);
  const named = { ...scenario, name: 'Noisy neighbour' };
  must(project.startRun({ runId: 'going-on', startedAt: '2026-11-27T10:00:00.000Z' }, named, 1, '1.0.0'));
  expect(pageOf(project, { runIds: ['with-points', 'going-on', 'gone'] })).toEqual([['going-on', 'with-points'], 2]);
  expect(pageOf(project, { runIds: [] })).toEqual([[], 0]);
  expect(pageOf(project, { words: 'NEIGHBOUR noisy' })).toEqual([['going-on'], 1]);
  expect(pageOf(project, { words: '2026-11-27' })).toEqual([['going-on'], 1]);
  expect(pageOf(project, { words: 'noisy done' })).toEqual([[], 0]);
  expect(pageOf(project, { ended: true })).toEqual([['without-points', 'with-points'], 2]);
  expect(pageOf(project, { ended: true, leastPoints: 1, limit: 1 })).toEqual([['with-points'], 1]);
  must(project.deleteRun('with-points'));
  expect(pageOf(project, { ended: true })).toEqual([['without-points'], 1]);
  must(project.restoreRun('with-points'));
  expect(pageOf(project, { ended: true })).toEqual([['without-points', 'with-points'], 2]);
  project.close();
});
