/** Projects in temporary folders, for the tests of this layer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Reply, ReplyError } from '../../shared/contract/reply.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { createProject } from './open-project.ts';
import { draft, points, scenario } from './project-content.fixture.ts';
import type { Project } from './project.ts';

export { draft, keyOf, measurement, point, points, record, scenario } from './project-content.fixture.ts';

/** Removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A finished run with its points. */
export function addRun(project: Project, runId: string, results: readonly PointResult[]): RunResult {
  must(project.startRun({ runId, startedAt: '2026-01-02T03:04:05.678Z' }, scenario, 7, '1.0.0'));
  must(project.putPoints(runId, results));
  must(project.finishRun(runId, 'done', '', true));
  return { scenario, engineVersion: '1.0.0', seed: 7, complete: true, points: [...results] };
}

/** A closed project with a draft and runs `run-1`, `run-2`, ... of so many points each. */
export function writeProject(path: string, runs = 2, pointsOfEach = 6): void {
  const project = must(createProject(path));
  must(project.writeDraft(draft));
  for (let run = 1; run <= runs; run++) addRun(project, `run-${run}`, points(pointsOfEach));
  project.close();
}

export function must<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
  return reply.value;
}

export function problemOf(reply: Reply<unknown>): ReplyError {
  if (reply.ok) throw new Error('A problem was expected.');
  return reply;
}

/** Every occurrence: SQLite leaves old copies of a row in its free space. */
export function alterEvery(bytes: Buffer, text: string): void {
  let found = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    const last = at + text.length - 1;
    bytes.writeUInt8(bytes.readUInt8(last) ^ 2, last);
    found += 1;
  }
  if (found === 0) throw new Error(`The file does not hold "${text}".`);
}
