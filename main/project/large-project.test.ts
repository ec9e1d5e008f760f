import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, openProject } from './open-project.ts';
import { addRun, must, points, temporaryFolder } from './project.fixture.ts';
import type { Project } from './project.ts';

/** A project of so many points in runs of 100. */
function projectOf(pointCount: number): string {
  const path = join(temporaryFolder(), `${pointCount}.iovlab`);
  const project = must(createProject(path));
  const results = points(100);
  for (let run = 0; run < pointCount / results.length; run++) addRun(project, `run-${run}`, results);
  project.close();
  return path;
}

/** The fastest of some times, ms: the least disturbed one. */
function fastest(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

function timesOf(path: string): { readonly open: number; readonly list: number; readonly read: number } {
  let project: Project = must(openProject(path));
  project.close();
  const open = fastest(() => {
    project = must(openProject(path));
    project.close();
  });
  project = must(openProject(path));
  const list = fastest(() => project.listRuns());
  const read = fastest(() => project.readRun('run-0'));
  project.close();
  return { open, list, read };
}

it('opens and lists a project of 2,000 points in time that grows no faster than its size, and reads one run in time of that run', () => {
  const small = timesOf(projectOf(200));
  const large = timesOf(projectOf(2000));
  const growth = 2000 / 200;
  // Twice: room for caches and a busy machine; growth with the square would be ten times as much.
  expect(large.open).toBeLessThan(small.open * growth * 2);
  expect(large.list).toBeLessThan(small.list * growth * 2);
  expect(large.read).toBeLessThan(small.read * 3);
});
