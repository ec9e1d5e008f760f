import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pointQuerySchema } from '../../shared/contract/point-query.ts';
import { runQuerySchema } from '../../shared/contract/run-query.ts';
import { createProject, openProject } from './open-project.ts';
import { addRun, must, points, temporaryFolder } from './project.fixture.ts';
import type { Project } from './project.ts';

/** A project of so many runs of so many points each. */
function projectOf(runs: number, pointsOfEach: number): string {
  const path = join(temporaryFolder(), `${runs}-${pointsOfEach}.iovlab`);
  const project = must(createProject(path));
  const results = points(pointsOfEach);
  for (let run = 0; run < runs; run++) addRun(project, `run-${run}`, results);
  project.close();
  return path;
}

/** The fastest of some times, ms: the least disturbed one. */
function fastest(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

interface Times {
  readonly whole: number;
  readonly open: number;
  readonly list: number;
  readonly page: number;
  readonly runPage: number;
  readonly read: number;
}

function timesOf(path: string): Times {
  const opening = (wholeCheckUpTo: number): number => fastest(() => must(openProject(path, { wholeCheckUpTo })).close());
  const [whole, open] = [opening(Number.POSITIVE_INFINITY), opening(0)];
  const project: Project = must(openProject(path));
  const ids = project.listPoints('run-0', pointQuerySchema.parse({ limit: 9 })).points.map(({ id }) => id);
  const list = fastest(() => project.listRuns());
  const page = fastest(() => project.listPoints('run-0', pointQuerySchema.parse({ limit: 50 })));
  const runPage = fastest(() => project.pageOfRuns(runQuerySchema.parse({ limit: 10 })));
  const read = fastest(() => project.readPoints('run-0', ids));
  project.close();
  return { whole, open, list, page, runPage, read };
}

/** Room for caches and a busy machine. */
const ROOM = 3;

it('opens a run of ten times the points, shows a page of them and reads some whole in the same time, and checks all in time of their number', () => {
  const [small, large] = [timesOf(projectOf(1, 300)), timesOf(projectOf(1, 3000))];
  expect(large.open).toBeLessThan(small.open * ROOM);
  expect(large.page).toBeLessThan(small.page * ROOM);
  expect(large.read).toBeLessThan(small.read * ROOM);
  expect(large.whole).toBeLessThan(small.whole * 10 * ROOM);
});

it('lists ten times the runs in time that grows no faster than their number, and a page of them in the same time', () => {
  const [few, many] = [timesOf(projectOf(20, 2)), timesOf(projectOf(200, 2))];
  expect(many.list).toBeLessThan(few.list * 10 * ROOM);
  expect(many.runPage).toBeLessThan(few.runPage * ROOM);
});
