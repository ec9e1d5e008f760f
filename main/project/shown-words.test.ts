import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { pointQuerySchema } from '../../shared/contract/point-query.ts';
import { createProject } from './open-project.ts';
import { addRun, must, point, points, scenario, temporaryFolder } from './project.fixture.ts';
import type { Project } from './project.ts';

let project: Project;
beforeEach(() => {
  project = must(createProject(join(temporaryFolder(), 'words.iovlab')));
  return () => project.close();
});
const query = (words: string, locale = 'en-GB') => pointQuerySchema.parse({ words, locale });
/** Identities of the points of run "a" in which the words are found. */
const found = (words: string, locale?: string) => project.listPoints('a', query(words, locale)).points.map(({ id }) => id);

it('finds figures as the table shows them, in the locale that it is shown in, and by no digit that is not there to be seen', () => {
  addRun(project, 'a', points(20));
  // 812,743 x 2 / 7: 232 kpps. 812,743 x 10 / 7: 1.16 Mpps.
  expect(found('232 kpps')).toEqual([point(1).id]);
  expect(found('1.16 mpps')).toEqual([point(9).id]);
  expect(found('1,16 Mpps')).toEqual([]);
  expect(found('1,16 Mpps', 'de-DE')).toEqual([point(9).id]);
  expect(found('1.16 Mpps', 'de-DE')).toEqual([]);
  expect(found('30 %')).toHaveLength(20);
  expect(found('0.30000000000000004')).toEqual([]);
  expect(found(String((812_743 * 2) / 7))).toEqual([]);
});

it('finds words as the table shows them, in the language that it is shown in', () => {
  addRun(project, 'a', points(3));
  const total = (words: string, language: string) => project.listPoints('a', pointQuerySchema.parse({ words, language })).total;
  expect([total('no', 'en'), total('⟦nó·⟧', 'en')]).toEqual([3, 0]);
  expect([total('⟦nó·⟧', 'en-XA'), total('232 kpps', 'en-XA')]).toEqual([3, 1]);
});

it('finds a point by what it has become, and not by what it was', () => {
  addRun(project, 'a', points(3));
  addRun(project, 'b', points(3));
  expect(found('232 kpps')).toEqual([point(1).id]);
  const better = { ...point(1), metrics: { deliveredPps: { mean: 500_000, ci95: null, unit: 'pps' } } };
  must(project.putPoints('a', [better, point(4)]));
  expect(found('232 kpps')).toEqual([]);
  expect(found('500 kpps')).toEqual([point(1).id]);
  expect(found('581 kpps')).toEqual([point(4).id]);
  must(project.deleteRun('a'));
  expect(project.listPoints('a', query('500 kpps'))).toMatchObject({ total: 0 });
  must(project.restoreRun('a'));
  expect(found('500 kpps')).toEqual([point(1).id]);
  expect(project.listPoints('b', query('232 kpps')).total).toBe(1);
});

it('is made with time for others between, until nobody waits for it or the project is closed', async () => {
  addRun(project, 'a', points(400));
  const [first, second] = [new AbortController(), new AbortController()];
  let turns = 0;
  const others = setInterval(() => turns++, 0);
  const waiting = [first, second].map(({ signal }) => project.prepareWords('a', query('232 kpps'), signal));
  first.abort();
  await Promise.all(waiting);
  clearInterval(others);
  expect(turns).toBeGreaterThan(3);
  expect(found('232 kpps')).toEqual([point(1).id]);

  const abandoned = project.prepareWords('a', query('232', 'fr-FR'), new AbortController().signal);
  project.close();
  await abandoned;
  project = must(createProject(join(temporaryFolder(), 'next.iovlab')));
});

it('finds nothing in a run whose record cannot be read, and counts the points all the same', () => {
  must(project.startRun({ runId: 'a', startedAt: '2026-01-01T00:00:00Z' }, { ...scenario, techniques: [] }, 1, '1.0.0'));
  must(project.putPoints('a', points(2)));
  expect(found('sriov')).toEqual([]);
  expect(project.listPoints('a', pointQuerySchema.parse({})).total).toBe(2);
});
