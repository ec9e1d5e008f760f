import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { pointQuerySchema } from '../../shared/contract/point-query.ts';
import { summaryOf } from '../../shared/result/point-summary.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { createProject, openProject } from './open-project.ts';
import { addRun, must, point, points, scenario, temporaryFolder } from './project.fixture.ts';
import type { Project } from './project.ts';

const LOAD = 'flows.0.traffic.load';
const query = (asked: Parameters<typeof pointQuerySchema.parse>[0] = {}) => pointQuerySchema.parse(asked);
const refused: PointResult = { ...point(9, 'vhost-net'), metrics: {}, replications: 0, refusal: 'The NIC has no queue left.' };

function newProject(): { readonly path: string; readonly project: Project } {
  const path = join(temporaryFolder(), 'points.iovlab');
  return { path, project: must(createProject(path)) };
}

function listed(project: Project, asked: Parameters<typeof pointQuerySchema.parse>[0]) {
  return project.listPoints('a', query(asked)).points.map(({ id }) => id);
}

describe('the points of a run', () => {
  it('are listed in pages without their parts, in the order of the run', () => {
    const { project } = newProject();
    addRun(project, 'a', points(7));
    addRun(project, 'b', points(3));
    const pages = [0, 3, 6, 9].map((offset) => project.listPoints('a', query({ offset, limit: 3 })));
    expect(pages.map(({ total, points: page, altered }) => [total, page.length, altered])).toEqual([
      [7, 3, 0],
      [7, 3, 0],
      [7, 1, 0],
      [7, 0, 0],
    ]);
    expect(pages.flatMap(({ points: page }) => page)).toEqual(points(7).map(summaryOf));
    expect(summaryOf(point(0))).not.toHaveProperty('latencyCdf');
    project.close();
  });

  it('are sorted by a metric, a setting or the technique; those without the value come last in both directions', () => {
    const { project } = newProject();
    const [first, second, third] = [point(1), point(10), { ...point(2), technique: 'Virtio' }];
    addRun(project, 'a', [first, refused, second, third]);
    const byRate = { by: 'metric', metric: 'deliveredPps' } as const;
    expect(listed(project, { order: { ...byRate, descending: false } })).toEqual([first.id, third.id, second.id, refused.id]);
    expect(listed(project, { order: { ...byRate, descending: true } })).toEqual([second.id, third.id, first.id, refused.id]);
    // As numbers: 11 comes after 3.
    expect(listed(project, { order: { by: 'setting', path: LOAD, descending: false } })).toEqual([
      first.id,
      third.id,
      refused.id,
      second.id,
    ]);
    expect(listed(project, { order: { by: 'technique', descending: false } })).toEqual([first.id, second.id, refused.id, third.id]);
    expect(listed(project, { order: { by: 'replications', descending: false }, limit: 1 })).toEqual([refused.id]);
    project.close();
  });

  it('are found by their settings, their techniques, and words in whatever case', () => {
    const { project } = newProject();
    addRun(project, 'a', [...points(4), point(2, 'vhost-net'), refused]);
    expect(listed(project, { settings: { [LOAD]: 3 } })).toEqual([point(2).id, point(2, 'vhost-net').id]);
    expect(listed(project, { settings: { [LOAD]: 3 }, techniques: ['vhost-net'] })).toEqual([point(2, 'vhost-net').id]);
    expect(listed(project, { settings: { other: 3 } })).toEqual([]);
    expect(listed(project, { techniques: [] })).toEqual([]);
    expect(listed(project, { words: 'QUEUE left' })).toEqual([refused.id]);
    expect(listed(project, { words: `' OR 1 --` })).toEqual([]);
    expect(project.listPoints('a', query({ words: 'sriov', limit: 1 }))).toMatchObject({ total: 4, points: [{ id: point(0).id }] });
    project.close();
  });

  it('tell where they lie, each combination of settings once, and whether there are figures', () => {
    const { project } = newProject();
    addRun(project, 'a', [point(2), refused, point(2, 'vhost-net'), point(9)]);
    expect(project.readPlaces('a')).toEqual([
      { settings: { [LOAD]: 3 }, measured: true },
      { settings: { [LOAD]: 10 }, measured: true },
    ]);
    addRun(project, 'b', [refused]);
    expect(project.readPlaces('b')).toEqual([{ settings: { [LOAD]: 10 }, measured: false }]);
    project.close();
  });

  it('are read whole by their ids, in the order asked for, without those that are not there', () => {
    const { project } = newProject();
    addRun(project, 'a', points(4));
    expect(project.readPoints('a', [point(3).id, 'gone', point(0).id])).toEqual([point(3), point(0)]);
    expect(project.readPoints('b', [point(3).id])).toEqual([]);
    project.close();
  });

  it('have summaries that change and go with them', () => {
    const { path, project } = newProject();
    addRun(project, 'a', points(2));
    must(project.putPoints('a', [{ ...point(1), replications: 9 }]));
    expect(project.listPoints('a', query()).points.map(({ id, replications }) => [id, replications])).toEqual([
      [point(0).id, 3],
      [point(1).id, 9],
    ]);
    must(project.deleteRun('a'));
    project.close();
    const database = new DatabaseSync(path);
    expect(database.prepare('SELECT count(*) AS rows FROM point_summaries').get()).toEqual({ rows: 0 });
    database.close();
  });

  it('are counted as altered where a summary was, and not shown', () => {
    const { path, project } = newProject();
    addRun(project, 'a', points(3));
    project.close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE point_summaries SET json = replace(json, '"replications":3', '"replications":8') WHERE ordinal = 1`);
    database.close();
    const large = must(openProject(path, { wholeCheckUpTo: 0 }));
    expect(large.listPoints('a', query())).toMatchObject({ total: 3, altered: 1, points: [{ id: point(0).id }, { id: point(2).id }] });
    large.close();
  });

  it('know a run without its points', () => {
    const { project } = newProject();
    addRun(project, 'a', points(3));
    expect(project.readRunHead('a')).toEqual({ scenario, engineVersion: '1.0.0', seed: 7, complete: true });
    expect([project.readRunHead('b'), project.findRun('b')]).toEqual([null, null]);
    expect(project.findRun('a')).toEqual(project.listRuns()[0]);
    project.close();
  });
});
