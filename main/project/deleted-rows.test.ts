import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointQuerySchema } from '../../shared/contract/point-query.ts';
import { createProject, openProject } from './open-project.ts';
import { addRun, keyOf, measurement, must, points, problemOf, record, temporaryFolder } from './project.fixture.ts';

function newProject() {
  const path = join(temporaryFolder(), 'study.iovlab');
  return { path, project: must(createProject(path)) };
}

describe('what was deleted', () => {
  it('comes back with points, summaries, records and the measurements beside it, though numbers were given anew meanwhile', () => {
    const { project } = newProject();
    addRun(project, 'a', points(2));
    const deleted = addRun(project, 'b', points(3));
    must(project.putResults('b', { simulations: [{ key: keyOf(1), record: record(1) }], used: [], points: [], placeOf: () => 0 }));
    must(project.addMeasurement(measurement('m', 'b')));
    must(project.deleteRun('b'));
    expect(project.findSimulation(keyOf(1))).toBeNull();
    expect(project.listMeasurements()[0]?.runId).toBeNull();
    const other = addRun(project, 'c', points(4));

    must(project.restoreRun('b'));
    expect(project.readRun('b')).toEqual(deleted);
    expect(project.readRun('c')).toEqual(other);
    expect(project.listPoints('b', pointQuerySchema.parse({})).points).toHaveLength(3);
    expect(project.findSimulation(keyOf(1))).toEqual(record(1));
    expect(project.listMeasurements()[0]?.runId).toBe('b');
    expect(problemOf(project.restoreRun('b'))).toMatchObject({ code: 'not-found' });
    project.close();
  });

  it('is a measurement, too, which lies beside its run again if that is there', () => {
    const { project } = newProject();
    addRun(project, 'a', points(1));
    for (const id of ['m', 'n']) must(project.addMeasurement(measurement(id, 'a')));
    must(project.deleteMeasurement('m'));
    must(project.restoreMeasurement('m'));
    expect(project.listMeasurements().find(({ id }) => id === 'm')).toEqual(measurement('m', 'a'));
    must(project.deleteMeasurement('n'));
    must(project.deleteRun('a'));
    must(project.restoreMeasurement('n'));
    expect(project.listMeasurements().find(({ id }) => id === 'n')?.runId).toBeNull();
    project.close();
  });

  it('is gone from the file, and for good when the project is closed', () => {
    const { path, project } = newProject();
    addRun(project, 'a', points(1));
    must(project.deleteRun('a'));
    project.close();
    const again = must(openProject(path));
    expect(again.listRuns()).toEqual([]);
    expect(problemOf(again.restoreRun('a'))).toMatchObject({ code: 'not-found' });
    expect(problemOf(again.restoreMeasurement('m'))).toMatchObject({ code: 'not-found' });
    again.close();
  });
});
