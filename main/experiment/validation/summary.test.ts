import { describe, expect, it } from 'vitest';
import type { ComparedExperiment, ComparedPoint } from '../../../shared/validation/report.ts';
import { point } from '../../../shared/validation/compared-point.fixture.ts';
import { summarize } from './summary.ts';

function experiment(points: readonly ComparedPoint[], fields: Partial<ComparedExperiment> = {}): ComparedExperiment {
  return {
    id: 'one',
    title: 'One',
    kind: 'simulation',
    role: 'predict',
    metric: 'rate',
    notes: '',
    points: [...points],
    ordering: null,
    ...fields,
  };
}

describe('a summary', () => {
  it('has median and worst error, and the shares within tolerance and near', () => {
    const { overall } = summarize([
      experiment([
        point({ error: 0.05 }),
        point({ error: -0.15, verdict: 'off' }),
        point({ error: -0.6, verdict: 'off' }),
        point({ error: 0.3, verdict: 'within' }),
      ]),
    ]);
    expect(overall).toEqual({ points: 4, within: 2, near: 3, medianError: expect.closeTo(0.225) as number, worstError: 0.6 });
  });

  it('takes the middle of an odd number', () => {
    expect(summarize([experiment([0.1, -0.5, 0.2].map((error) => point({ error })))]).overall.medianError).toBe(0.2);
  });

  it('counts a failed point and leaves out one outside the domain', () => {
    const lost = { simulated: null, error: null };
    const { overall, pointsLeftOut } = summarize([
      experiment([point({ ...lost, verdict: 'failed' }), point({ ...lost, verdict: 'outside' }), point({ error: 0.01 })]),
    ]);
    expect(overall).toMatchObject({ points: 2, within: 1, near: 1, medianError: 0.01 });
    expect(pointsLeftOut).toBe(1);
  });

  it('has each technique and role apart, and costs by themselves', () => {
    const summary = summarize([
      experiment([point({ technique: 'vmdq', error: 0.1 }), point({ technique: 'sriov', error: 0.2 })]),
      experiment([point({ technique: 'sriov', error: 0.4 })], { id: 'two', role: 'calibrate' }),
      experiment([point({ technique: '', error: 0.9, verdict: 'off' })], { id: 'cost', kind: 'cost' }),
      experiment([point({ verdict: 'outside', error: null, simulated: null })], { id: 'out', kind: 'outside' }),
    ]);
    expect([summary.simulated, summary.costs, summary.outside]).toEqual([2, 1, 1]);
    expect(summary.techniques.map(({ technique, points, worstError }) => [technique, points, worstError])).toEqual([
      ['sriov', 2, 0.4],
      ['vmdq', 1, 0.1],
    ]);
    expect([summary.calibrate.points, summary.predict.points, summary.overall.points, summary.cost.worstError]).toEqual([1, 2, 3, 0.9]);
  });

  it('counts the experiments whose order is kept, and those that compare techniques apart', () => {
    const { orderings } = summarize([
      experiment([], { ordering: { pairs: 3, agreeing: 3, techniques: { pairs: 0, agreeing: 0 } } }),
      experiment([], { ordering: { pairs: 3, agreeing: 2, techniques: { pairs: 2, agreeing: 2 } } }),
      experiment([], { ordering: { pairs: 3, agreeing: 1, techniques: { pairs: 2, agreeing: 1 } } }),
      experiment([], { ordering: { pairs: 1, agreeing: 1, techniques: null } }),
      experiment([]),
    ]);
    expect(orderings).toEqual({ experiments: 4, agreeing: 2, techniques: { experiments: 2, agreeing: 1 } });
  });

  it('is empty for no experiments', () => {
    expect(summarize([]).overall).toEqual({ points: 0, within: 0, near: 0, medianError: null, worstError: null });
  });
});
