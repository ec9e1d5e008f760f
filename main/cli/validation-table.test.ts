import { describe, expect, it } from 'vitest';
import { keptReport } from '../../shared/validation/report.fixture.ts';
import type { ComparedExperiment, ValidationReport } from '../../shared/validation/report.ts';
import { validationTable } from './validation-table.ts';

type Ordering = ComparedExperiment['ordering'];
type Orderings = ValidationReport['summary']['orderings'];

function tableOf(ordering: Ordering, orderings?: Orderings, repeats: readonly number[] = []): string {
  const { report } = keptReport();
  const experiments = report.experiments.map((experiment) => ({
    ...experiment,
    ordering,
    points: experiment.points.map((point) => (point.title === 'two VMs' ? { ...point, repeats: [...repeats] } : point)),
  }));
  return validationTable({ ...report, experiments, summary: { ...report.summary, orderings: orderings ?? report.summary.orderings } });
}

describe('the order in the table of a validation', () => {
  it('is that of all pairs, and that of comparisons of techniques, of each experiment and in sum', () => {
    const table = tableOf(
      { pairs: 6, agreeing: 4, techniques: { pairs: 3, agreeing: 2 } },
      { experiments: 71, agreeing: 67, techniques: { experiments: 33, agreeing: 30 } },
    );
    expect(table).toContain('  Order: 4 of 6 pairs as published; of comparisons of techniques 2 of 3.');
    expect(table).toContain('Published order kept in every pair: 67 of 71 experiments with several points.');
    expect(table).toContain('Comparisons of techniques all as published: 30 of 33 experiments that have some.');
    expect(table.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([null, { pairs: 0, agreeing: 0 }])(
    'says nothing of comparisons of techniques where there are none or they are not known: %j',
    (techniques) => {
      const orders = techniques && { experiments: techniques.pairs, agreeing: techniques.agreeing };
      const table = tableOf({ pairs: 1, agreeing: 1, techniques }, { experiments: 1, agreeing: 1, techniques: orders });
      expect(table).toContain('  Order: 1 of 1 pair as published.\n');
      expect(table).not.toContain('omparisons of techniques');
    },
  );

  it('has beside it what the source published for a point at other times', () => {
    expect(tableOf(null, undefined, [1.5, 28.8])).toContain('  two VMs: at other times the source has 1.5, 28.8 Mpps.');
    expect(tableOf(null)).not.toContain('at other times');
  });
});
