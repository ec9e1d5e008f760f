import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject, openProject } from './open-project.ts';
import { addRun, draft, must, point, points, problemOf, scenario, temporaryFolder, writeProject } from './project.fixture.ts';
import { INTERRUPTED_MESSAGE } from './project-format.ts';

function newProject() {
  const folder = temporaryFolder();
  const path = join(folder, 'study.iovlab');
  return { folder, path, project: must(createProject(path)) };
}

describe('a project', () => {
  it('is empty when it is new', () => {
    const { project } = newProject();
    expect([project.readDraft(), project.listRuns(), project.readOnly]).toEqual([null, [], false]);
    project.close();
  });

  it('gives back every result as it was, without running anything', () => {
    const { path, project } = newProject();
    const written = addRun(project, 'a', points(5));
    project.close();
    const reopened = must(openProject(path));
    expect(reopened.readRun('a')).toEqual(written);
    expect(reopened.listRuns()).toEqual([
      {
        runId: 'a',
        scenarioName: 'Two techniques',
        startedAt: '2026-01-02T03:04:05.678Z',
        status: 'done',
        message: '',
        points: 5,
        techniques: ['sriov', 'vhost'],
      },
    ]);
    reopened.close();
  });

  it('is one file when it is closed, and between its changes', () => {
    const { folder, path, project } = newProject();
    addRun(project, 'a', points(5));
    expect(readdirSync(folder).sort()).toEqual(['study.iovlab', 'study.iovlab.lock']);
    project.close();
    must(openProject(path)).close();
    expect(readdirSync(folder)).toEqual(['study.iovlab']);
  });

  it('keeps the draft as typed, whatever it is, at every change', () => {
    const { path, project } = newProject();
    for (const typed of [draft, { name: '' }, null, 'text', 12.5, [1, [2]], { ['__proto__x']: true }, undefined]) {
      must(project.writeDraft(typed));
      expect(project.readDraft()).toEqual(typed ?? null);
    }
    must(project.writeDraft(draft));
    // Not closed first: what was saved is on the disk already.
    const other = must(openProject(path, { readOnly: true }));
    expect(other.readDraft()).toEqual(draft);
    other.close();
    project.close();
  });

  it('refuses a draft that cannot be written as JSON, and keeps the old one', () => {
    const { project } = newProject();
    must(project.writeDraft(draft));
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(problemOf(project.writeDraft(circular)).code).toBe('failed');
    expect(project.readDraft()).toEqual(draft);
    project.close();
  });

  it('takes points as they come, replaces those that are better known, and puts them in the order of the last call', () => {
    const { project } = newProject();
    must(project.startRun({ runId: 'a', startedAt: '2026-01-01T00:00:00Z' }, scenario, 1, '1.0.0'));
    must(project.putPoints('a', [point(1), point(0)]));
    must(project.putPoints('a', []));
    const better = { ...point(1), replications: 9 };
    must(project.putPoints('a', [point(2), better]));
    expect(project.readRun('a')?.points).toEqual([point(0), point(2), better]);
    expect(project.readRun('a')?.complete).toBe(false);
    expect(project.listRuns()[0]).toMatchObject({ points: 3, status: 'running' });
    must(project.putPoints('a', [point(0), better, point(2)]));
    expect(project.readRun('a')?.points).toEqual([point(0), better, point(2)]);
    project.close();
  });

  it('lists the newest run first and appends to what an earlier session wrote', () => {
    const { path, project } = newProject();
    addRun(project, 'a', points(1));
    project.close();
    const later = must(openProject(path));
    addRun(later, 'b', points(2));
    expect(later.listRuns().map(({ runId }) => runId)).toEqual(['b', 'a']);
    expect(later.readRun('a')?.points).toEqual(points(1));
    later.close();
  });

  it('deletes a run with its points, and no other', () => {
    const { project } = newProject();
    addRun(project, 'a', points(3));
    const kept = addRun(project, 'b', points(3));
    must(project.deleteRun('a'));
    expect(project.readRun('a')).toBeNull();
    expect(project.readRun('b')).toEqual(kept);
    addRun(project, 'a', points(1));
    expect(project.readRun('a')?.points).toEqual(points(1));
    project.close();
  });

  it('names a run that it does not have, and changes nothing', () => {
    const { project } = newProject();
    for (const reply of [project.putPoints('x', points(1)), project.finishRun('x', 'done', '', true), project.deleteRun('x')]) {
      expect(problemOf(reply)).toMatchObject({ code: 'not-found', message: expect.stringContaining('"x"') as string });
    }
    expect(project.listRuns()).toEqual([]);
    project.close();
  });

  it('does not start the same run twice', () => {
    const { project } = newProject();
    const kept = addRun(project, 'a', points(2));
    expect(project.startRun({ runId: 'a', startedAt: '2026-01-01T00:00:00Z' }, scenario, 1, '1.0.0').ok).toBe(false);
    expect(project.readRun('a')).toEqual(kept);
    project.close();
  });

  it('marks a run whose process ended as interrupted, with its points', () => {
    const { path, project } = newProject();
    must(project.startRun({ runId: 'a', startedAt: '2026-01-01T00:00:00Z' }, scenario, 1, '1.0.0'));
    must(project.putPoints('a', points(2)));
    project.close();
    const reader = must(openProject(path, { readOnly: true }));
    expect(reader.listRuns()[0]?.status).toBe('running');
    reader.close();
    const reopened = must(openProject(path));
    expect(reopened.listRuns()[0]).toMatchObject({ status: 'cancelled', message: INTERRUPTED_MESSAGE, points: 2 });
    expect(reopened.readRun('a')).toMatchObject({ complete: false, points: points(2) });
    reopened.close();
  });

  it('may be closed twice, and says so when it is used afterwards', () => {
    const { project } = newProject();
    project.close();
    project.close();
    expect(project.writeDraft(draft).ok).toBe(false);
  });

  it('is read completely and changed in nothing while it is open read-only', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'study.iovlab');
    writeProject(path);
    const reader = must(openProject(path, { readOnly: true }));
    expect(reader.readOnly).toBe(true);
    expect(reader.readRun('run-2')?.points).toEqual(points(6));
    const changes = [
      reader.writeDraft(1),
      reader.putPoints('run-1', points(1)),
      reader.deleteRun('run-1'),
      reader.finishRun('run-1', 'failed', '', false),
      reader.startRun({ runId: 'c', startedAt: '' }, scenario, 1, ''),
    ];
    for (const reply of changes) expect(problemOf(reply)).toMatchObject({ code: 'read-only' });
    reader.close();
    expect(readdirSync(folder)).toEqual(['study.iovlab']);
  });
});
