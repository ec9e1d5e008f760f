import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { KeptSimulations, type KeptSimulation } from './kept-simulations.ts';
import { migrate } from './migrations/index.ts';
import { createProject, openProject } from './open-project.ts';
import type { Project } from './project.ts';
import { addRun, keyOf, must, points, problemOf, record, temporaryFolder } from './project.fixture.ts';

function projectWithRuns(...runIds: string[]): Project {
  const project = must(createProject(join(temporaryFolder(), 'study.iovlab')));
  for (const runId of runIds) addRun(project, runId, points(1));
  return project;
}

const kept = (index: number) => ({ key: keyOf(index), record: record(index) });

function put(project: Project, runId: string, simulations: readonly KeptSimulation[], used: readonly string[] = []) {
  return project.putResults(runId, { simulations, used, points: [], placeOf: () => 0 });
}

describe('kept simulations', () => {
  it('come back as they were, also after the project was closed', () => {
    const project = projectWithRuns('a');
    must(put(project, 'a', [kept(1), kept(2)]));
    expect(project.findSimulation(keyOf(1))).toStrictEqual(record(1));
    expect(project.findSimulation(keyOf(3))).toBeNull();
    project.close();
    const reopened = must(openProject(project.path));
    expect(reopened.findSimulation(keyOf(2))).toStrictEqual(record(2));
    reopened.close();
  });

  it('go with the run that used them last', () => {
    const project = projectWithRuns('a', 'b');
    must(put(project, 'a', [kept(1), kept(2)]));
    must(put(project, 'b', [], [keyOf(2)]));
    must(project.deleteRun('a'));
    expect(project.findSimulation(keyOf(1))).toBeNull();
    expect(project.findSimulation(keyOf(2))).toEqual(record(2));
    must(project.deleteRun('b'));
    expect(project.findSimulation(keyOf(2))).toBeNull();
    project.close();
  });

  it('belong to a run that the project has', () => {
    const project = projectWithRuns('a');
    expect(problemOf(put(project, 'x', [kept(1)]))).toMatchObject({ code: 'not-found' });
    expect(problemOf(put(project, 'x', [], [keyOf(1)]))).toMatchObject({ code: 'not-found' });
    expect(project.findSimulation(keyOf(1))).toBeNull();
    project.close();
  });

  it('are not given when they were altered, while the project opens as ever', () => {
    const project = projectWithRuns('a');
    must(put(project, 'a', [kept(1), kept(2)]));
    project.close();
    const database = new DatabaseSync(project.path);
    database
      .prepare('UPDATE simulations SET record = (SELECT record FROM simulations WHERE key = ?) WHERE key = ?')
      .run(keyOf(2), keyOf(1));
    database.close();
    const reopened = must(openProject(project.path));
    expect(reopened.findSimulation(keyOf(1))).toBeNull();
    expect(reopened.findSimulation(keyOf(2))).toEqual(record(2));
    reopened.close();
  });

  it('are bounded in their room: the oldest go first', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, 0);
    database.exec(`INSERT INTO runs VALUES (1, 'a', '{}', 1, '', '', 'done', '', 1, '')`);
    const sizes = new KeptSimulations(database);
    sizes.put('a', [kept(0)]);
    const oneBytes = Number(database.prepare('SELECT length(record) AS bytes FROM simulations').get()?.['bytes']);
    const bounded = new KeptSimulations(database, 10 * oneBytes);
    for (let index = 1; index < 40; index++) {
      bounded.put('a', [kept(index)]);
      const { bytes } = database.prepare('SELECT sum(length(record)) AS bytes FROM simulations').get() ?? {};
      expect(Number(bytes)).toBeLessThanOrEqual(10 * oneBytes);
    }
    expect(bounded.find(keyOf(0))).toBeNull();
    expect(bounded.find(keyOf(39))).toEqual(record(39));
    database.close();
  });
});
