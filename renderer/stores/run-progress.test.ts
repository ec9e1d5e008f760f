import { describe, expect, it } from 'vitest';
import type { EndpointOutput, RunStatus } from '../../shared/contract/endpoints.ts';
import { MOST_POINTS_OF_PAGE } from '../../shared/contract/point-query.ts';
import type { PointSummary } from '../../shared/result/point-summary.ts';
import { createRunTally, talliedPoint } from '../../shared/result/run-tally.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { afterFinish, afterLoading, afterProgress, noProgress } from './run-progress.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio' }],
  method: { replications: 3 },
});

function point(id: string, replications: number): PointSummary {
  return { id, technique: 'sriov', replications, metrics: {}, refusal: null } as unknown as PointSummary;
}

function loaded(status: RunStatus, points: readonly PointSummary[]): EndpointOutput<'run.follow'> {
  const tally = createRunTally(scenario);
  tally.note(points.map(talliedPoint));
  return {
    summary: { runId: 'r', scenarioName: 's', startedAt: '', status, message: '', points: 0, techniques: ['sriov', 'virtio'] },
    scenario,
    techniques: tally.techniques(),
    points: [...points],
  };
}

const noReport = { runId: 'r', done: 0, total: 6, secondsLeft: null, reused: 0, techniques: [], points: [] };

describe('progress of a run', () => {
  it('replaces points that are better known, the newest at the end', () => {
    const first = afterProgress(noProgress, {
      runId: 'r',
      done: 1,
      total: 6,
      secondsLeft: null,
      reused: 0,
      techniques: [],
      points: [point('a', 1)],
    });
    const second = afterProgress(first, {
      runId: 'r',
      done: 3,
      total: 6,
      secondsLeft: 2,
      reused: 0,
      techniques: [],
      points: [point('b', 1), point('a', 2)],
    });
    expect(second.points).toEqual([point('b', 1), point('a', 2)]);
    expect(second).toMatchObject({ done: 3, total: 6, secondsLeft: 2, status: 'running' });
  });

  it('is taken up from what the lab has recorded', () => {
    expect(afterLoading(noProgress, loaded('running', [point('a', 3), point('b', 1)]))).toMatchObject({
      done: 4,
      total: 6,
      status: 'running',
    });
  });

  it('keeps reports that came while the lab was being asked', () => {
    const reported = afterProgress(noProgress, {
      runId: 'r',
      done: 5,
      total: 6,
      secondsLeft: 1,
      reused: 0,
      techniques: [],
      points: [point('a', 3)],
    });
    const progress = afterLoading(reported, loaded('running', [point('a', 2), point('b', 1)]));
    expect(progress).toMatchObject({ done: 5, secondsLeft: 1, reused: 0, points: [point('b', 1), point('a', 3)] });
  });

  it('holds the last points only, however many have come', () => {
    const report = (first: number) => ({ ...noReport, points: Array.from({ length: 400 }, (_, index) => point(`${first + index}`, 1)) });
    const { points } = afterProgress(afterProgress(noProgress, report(0)), report(400));
    expect(points).toHaveLength(MOST_POINTS_OF_PAGE);
    expect(points.at(-1)?.id).toBe('799');
  });

  it('does not start again a run that has been seen to end', () => {
    const summary = loaded('cancelled', []).summary;
    expect(afterLoading(afterFinish(noProgress, summary), loaded('running', [])).status).toBe('cancelled');
  });
});
