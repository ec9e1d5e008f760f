import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pointQuerySchema } from '../../../shared/contract/point-query.ts';
import { summaryOf } from '../../../shared/result/point-summary.ts';
import { FORMAT_VERSION } from '../migrations/index.ts';
import { openProject } from '../open-project.ts';
import { draft, keyOf, measurement, must, points, record, scenario, temporaryFolder } from '../project.fixture.ts';

/** A file as an earlier version of the application wrote it. */
function goldenPath(format: number): string {
  return fileURLToPath(new URL(`format-${format}.iovlab`, import.meta.url));
}

/** Records up to the third format told of no queues. None is taken for one of today: the version of the record is part of its key. */
function recordThen(format: number, index: number): object {
  if (format > 3) return record(index);
  return Object.fromEntries(Object.entries(record(index)).filter(([field]) => field !== 'queues'));
}

const formats = Array.from({ length: FORMAT_VERSION }, (_, index) => index + 1);

describe('projects of every format so far', () => {
  it.each(formats)('format %i opens with its draft, its runs and their results', (format) => {
    const path = join(temporaryFolder(), 'golden.iovlab');
    copyFileSync(goldenPath(format), path);
    const project = must(openProject(path));
    expect(project.readOnly).toBe(false);
    expect(project.readDraft()).toEqual(draft);
    expect(project.listRuns().map(({ runId, status, points: count }) => [runId, status, count])).toEqual([
      ['second', 'cancelled', 1],
      ['first', 'done', 3],
    ]);
    expect(project.readRun('first')).toEqual({ scenario, engineVersion: '1.0.0', seed: 1, complete: true, points: points(3) });
    expect(project.readRun('second')).toEqual({ scenario, engineVersion: '1.0.0', seed: 2, complete: false, points: points(1) });
    // Summaries came with the fourth; those of older points are made when the file is brought up to date.
    expect(project.listPoints('first', pointQuerySchema.parse({})).points).toEqual(points(3).map(summaryOf));
    // The first format had no kept simulations; they can be simulated again.
    expect([0, 1, 2].map((index) => project.findSimulation(keyOf(index)))).toEqual(
      format === 1 ? [null, null, null] : [recordThen(format, 0), recordThen(format, 1), null],
    );
    // Measurements came with the third.
    expect(project.listMeasurements()).toEqual(format < 3 ? [] : [measurement('beside-first', 'first'), measurement('beside-none', null)]);
    project.close();
  });

  it('have a golden file each, of just that format', () => {
    for (const format of formats) expect(readFileSync(goldenPath(format)).readUInt32BE(60)).toBe(format);
    expect(existsSync(goldenPath(FORMAT_VERSION + 1))).toBe(false);
  });
});
