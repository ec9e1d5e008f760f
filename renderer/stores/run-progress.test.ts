import { describe, expect, it } from 'vitest';
import type { EndpointOutput, RunStatus } from '../../shared/contract/endpoints.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { scenarioSchema, stoppingRuleSchema } from '../../shared/scenario/schema.ts';
import { afterFinish, afterLoading, afterProgress, noProgress, simulationsOfPoint, simulationsWanted } from './run-progress.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio' }],
  method: { replications: 3 },
});

function point(id: string, replications: number): PointResult {
  return { id, replications, metrics: {} } as unknown as PointResult;
}

function loaded(status: RunStatus, points: readonly PointResult[]): EndpointOutput<'run.get'> {
  return {
    summary: { runId: 'r', scenarioName: 's', startedAt: '', status, message: '', points: 0, techniques: ['sriov', 'virtio'] },
    result: { scenario, engineVersion: '1', seed: 1, complete: false, points: [...points] },
  };
}

describe('progress of a run', () => {
  it('replaces points that are better known and appends new ones', () => {
    const first = afterProgress(noProgress, { runId: 'r', done: 1, total: 6, secondsLeft: null, reused: 0, points: [point('a', 1)] });
    const second = afterProgress(first, {
      runId: 'r',
      done: 3,
      total: 6,
      secondsLeft: 2,
      reused: 0,
      points: [point('b', 1), point('a', 2)],
    });
    expect(second.points).toEqual([point('a', 2), point('b', 1)]);
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
    const reported = afterProgress(noProgress, { runId: 'r', done: 5, total: 6, secondsLeft: 1, reused: 0, points: [point('a', 3)] });
    const progress = afterLoading(reported, loaded('running', [point('a', 2), point('b', 1)]));
    expect(progress).toMatchObject({ done: 5, secondsLeft: 1, reused: 0, points: [point('a', 3), point('b', 1)] });
  });

  it('does not start again a run that has been seen to end', () => {
    const summary = loaded('cancelled', []).summary;
    expect(afterLoading(afterFinish(noProgress, summary), loaded('running', [])).status).toBe('cancelled');
  });
});

it('wants as many simulations as a stopping rule has added', () => {
  const ruled = { ...scenario, method: { ...scenario.method, stopping: stoppingRuleSchema.parse({}) } };
  expect(simulationsOfPoint(ruled)).toBe(10);
  expect(simulationsWanted(ruled, 3, [point('sriov', 25), point('virtio', 4)])).toBe(45);
});
