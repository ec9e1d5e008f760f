/** A kept validation with an experiment of each kind, for tests. */
import { point } from './compared-point.fixture.ts';
import type { ComparedPoint, KeptValidation } from './report.ts';

export function keptReport(engineVersion = '9.8.7'): KeptValidation {
  const points = [
    point({ title: 'two VMs', source: 'Somebody et al., ATC 2012', published: 2, simulated: 2.1, error: 0.05 }),
    point({ title: 'eight VMs', source: 'Somebody et al., ATC 2012', published: 5, simulated: 3.5, error: -0.3, verdict: 'off' }),
  ];
  const errors = { points: 2, within: 1, near: 1, medianError: 0.175, worstError: 0.3 };
  const none = { points: 0, within: 0, near: 0, medianError: null, worstError: null };
  const experiment = (id: string, kind: 'simulation' | 'cost' | 'outside', own: ComparedPoint[]) => ({
    id,
    title: `Measurement ${id}`,
    kind,
    role: 'predict' as const,
    metric: 'packet rate',
    notes: '',
    points: own,
    ordering: kind === 'simulation' ? { pairs: 1, agreeing: 1, techniques: { pairs: 0, agreeing: 0 } } : null,
  });
  return {
    finishedAt: '2026-02-03T04:05:06.000Z',
    report: {
      engineVersion,
      complete: true,
      experiments: [
        experiment('sriov-scaling', 'simulation', points),
        experiment('an-exit', 'cost', [point({ technique: '' })]),
        experiment('a-disk', 'outside', [point({ simulated: null, error: null, verdict: 'outside', reason: 'A disk is no NIC.' })]),
      ],
      summary: {
        simulated: 1,
        costs: 1,
        outside: 1,
        pointsLeftOut: 0,
        overall: errors,
        calibrate: none,
        predict: errors,
        techniques: [{ technique: 'sriov', ...errors }],
        cost: { ...none, points: 1, within: 1, near: 1, medianError: 0, worstError: 0 },
        orderings: { experiments: 1, agreeing: 1, techniques: { experiments: 0, agreeing: 0 } },
      },
    },
  };
}
