import { describe, expect, it } from 'vitest';
import type { ComparedExperiment, ErrorSummary, ValidationReport } from '../../../shared/validation/report.ts';
import { point } from '../../../shared/validation/compared-point.fixture.ts';
import { experimentRows, experimentsOf, placedPoints, pointColumns, pointRows, summaryRows } from './report-rows.ts';

const errors: ErrorSummary = { points: 4, within: 1, near: 2, medianError: 0.25, worstError: 1.5 };
const experiment: ComparedExperiment = {
  id: 'one',
  title: 'One',
  kind: 'simulation',
  role: 'predict',
  metric: 'rate',
  notes: 'A note.',
  points: [
    point({ technique: 'vmdq', error: -0.061 }),
    point({ bound: 'max', tolerance: { type: 'absolute', value: 5 }, verdict: 'off' }),
    point({ technique: '', simulated: null, ci95: null, error: null, verdict: 'outside', reason: 'Not modelled.' }),
  ],
  ordering: { pairs: 3, agreeing: 1, techniques: { pairs: 2, agreeing: 1 } },
};
const report: ValidationReport = {
  engineVersion: '1',
  complete: true,
  experiments: [experiment, { ...experiment, id: 'cost', kind: 'cost' }],
  summary: {
    simulated: 1,
    costs: 1,
    outside: 0,
    pointsLeftOut: 1,
    overall: errors,
    calibrate: { points: 0, within: 0, near: 0, medianError: null, worstError: null },
    predict: errors,
    techniques: [
      { ...errors, technique: 'sriov' },
      { ...errors, technique: 'vmdq' },
    ],
    cost: errors,
    orderings: { experiments: 1, agreeing: 0, techniques: { experiments: 1, agreeing: 0 } },
  },
};

describe('tables of a validation', () => {
  it('have a row for each point, of one technique or of all', () => {
    const experiments = experimentsOf(report, 'simulation');
    expect(pointRows(experiments).map(({ verdict, tolerance }) => [verdict, tolerance])).toEqual([
      ['within tolerance', '± 10 %'],
      ['off', '± 5 Mpps of an upper bound'],
      ['left out', '± 10 %'],
    ]);
    expect(pointRows(experiments, 'vmdq')).toHaveLength(1);
    expect(placedPoints(experiments).map(({ experiment: id, technique }) => [id, technique])).toEqual([
      ['one', 'vmdq'],
      ['one', 'sriov'],
    ]);
  });

  it('show errors with their sign', () => {
    const { format } = pointColumns().find(({ key }) => key === 'error') ?? {};
    expect([-0.061, 0.2, 0].map((error) => format?.(error))).toEqual(['-6.1 %', '+20 %', '0 %']);
  });

  it('say nothing of an order that no pair has, or that is not known', () => {
    const orderOf = (ordering: ComparedExperiment['ordering']) => {
      const [row] = experimentRows([{ ...experiment, ordering }]);
      return [row?.['order'], row?.['techniqueOrder']];
    };
    expect(orderOf(null)).toEqual(['', '']);
    expect(orderOf({ pairs: 1, agreeing: 1, techniques: { pairs: 0, agreeing: 0 } })).toEqual(['1 of 1', '']);
    expect(orderOf({ pairs: 1, agreeing: 1, techniques: null })).toEqual(['1 of 1', '']);
  });

  it('sum up by experiment, role and technique in the order of the catalogue', () => {
    expect(experimentRows([experiment])[0]).toMatchObject({
      points: 2,
      within: 1,
      order: '1 of 3',
      techniqueOrder: '1 of 2',
      notes: 'A note.',
    });
    expect(summaryRows(report).map(({ title }) => title)).toEqual(['All simulated points', 'To calibrate', 'To predict', 'vmdq', 'sriov']);
    expect(summaryRows(report)[0]).toEqual({
      title: 'All simulated points',
      points: 4,
      within: '1 (25 %)',
      near: '2 (50 %)',
      median: '25 %',
      worst: '150 %',
    });
    expect(summaryRows(report)[1]).toMatchObject({ within: '–', median: '–' });
  });
});
