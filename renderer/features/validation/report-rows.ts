/** The report of a validation as tables: figures with sensible digits, errors in percent, verdicts in words. Pure. */
import { catalogueOrder } from '../../../shared/catalogue/techniques.ts';
import type { PlacedComparison } from '../../../shared/charts/validation-chart.ts';
import { digits } from '../../../shared/units.ts';
import type { ComparedExperiment, ComparedPoint, ErrorSummary, ValidationReport } from '../../../shared/validation/report.ts';
import type { DataColumn, DataRow } from '../../ui/index.ts';

export const pointColumns: readonly DataColumn[] = [
  { key: 'experiment', title: 'Experiment', kind: 'text' },
  { key: 'point', title: 'Point', kind: 'text' },
  { key: 'technique', title: 'Technique', kind: 'text' },
  { key: 'published', title: 'Published', kind: 'number', format: digits },
  { key: 'simulated', title: 'Simulated', kind: 'number', format: digits },
  { key: 'interval', title: '± 95 %', kind: 'number', format: digits },
  { key: 'error', title: 'Error', kind: 'number', format: signedPercent },
  { key: 'verdict', title: 'Verdict', kind: 'text' },
  { key: 'unit', title: 'Unit', kind: 'text' },
  { key: 'tolerance', title: 'Tolerance', kind: 'text' },
  { key: 'role', title: 'Role', kind: 'text' },
  { key: 'provenance', title: 'Provenance', kind: 'text' },
  { key: 'source', title: 'Source', kind: 'text' },
  { key: 'reason', title: 'Why there is no value', kind: 'text' },
];

/** Of a number that is an input of the simulator there is no technique, and no interval. */
export const costColumns = pointColumns
  .filter(({ key }) => key !== 'technique' && key !== 'interval')
  .map((column) => (column.key === 'simulated' ? { ...column, title: 'Cost model' } : column));

export const experimentColumns: readonly DataColumn[] = [
  { key: 'experiment', title: 'Experiment', kind: 'text' },
  { key: 'title', title: 'Title', kind: 'text' },
  { key: 'points', title: 'Points', kind: 'number' },
  { key: 'within', title: 'Within tolerance', kind: 'number' },
  { key: 'order', title: 'Pairs in the published order', kind: 'text' },
  { key: 'notes', title: 'Notes', kind: 'text' },
];

export function experimentsOf({ experiments }: ValidationReport, kind: ComparedExperiment['kind']): readonly ComparedExperiment[] {
  return experiments.filter((experiment) => experiment.kind === kind);
}

export function pointRows(experiments: readonly ComparedExperiment[], technique = ''): readonly DataRow[] {
  return experiments.flatMap(({ id, role, points }) =>
    points
      .filter((point) => technique === '' || point.technique === technique)
      .map((point) => ({
        experiment: id,
        point: point.title,
        technique: point.technique,
        published: point.published,
        simulated: point.simulated,
        interval: point.ci95,
        unit: point.unit,
        error: point.error,
        tolerance: toleranceText(point),
        verdict: VERDICTS[point.verdict],
        role: role === 'calibrate' ? 'to calibrate' : 'to predict',
        provenance: point.provenance,
        source: point.source,
        reason: point.reason,
      })),
  );
}

const VERDICTS = {
  within: 'within tolerance',
  off: 'off',
  failed: 'no value',
  outside: 'left out',
} as const satisfies Record<ComparedPoint['verdict'], string>;

export function experimentRows(experiments: readonly ComparedExperiment[]): readonly DataRow[] {
  return experiments.map(({ id, title, notes, points, ordering }) => {
    const judged = points.filter(({ verdict }) => verdict !== 'outside');
    return {
      experiment: id,
      title,
      points: judged.length,
      within: judged.filter(({ verdict }) => verdict === 'within').length,
      order: ordering ? `${ordering.agreeing} of ${ordering.pairs}` : '',
      notes,
    };
  });
}

export interface SummaryRow {
  readonly title: string;
  readonly points: number;
  readonly within: string;
  readonly near: string;
  readonly median: string;
  readonly worst: string;
}

/** All simulated points, then by role, then by technique in the order of the catalogue. */
export function summaryRows({ summary }: ValidationReport): readonly SummaryRow[] {
  const byTechnique = summary.techniques.toSorted((one, other) => catalogueOrder(one.technique) - catalogueOrder(other.technique));
  return [
    summaryRow('All simulated points', summary.overall),
    summaryRow('To calibrate', summary.calibrate),
    summaryRow('To predict', summary.predict),
    ...byTechnique.map(({ technique, ...errors }) => summaryRow(technique, errors)),
  ];
}

function summaryRow(title: string, { points, within, near, medianError, worstError }: ErrorSummary): SummaryRow {
  const share = (count: number) => (points === 0 ? '–' : `${count} (${Math.round((100 * count) / points)} %)`);
  const percent = (error: number | null) => (error === null ? '–' : `${digits(100 * error)} %`);
  return { title, points, within: share(within), near: share(near), median: percent(medianError), worst: percent(worstError) };
}

/** Points of the chart: of one technique, or of all. */
export function placedPoints(experiments: readonly ComparedExperiment[], technique = ''): readonly PlacedComparison[] {
  return experiments.flatMap(({ id, points }) =>
    points
      .filter((point) => point.technique !== '' && (technique === '' || point.technique === technique))
      .map((point) => ({ ...point, experiment: id })),
  );
}

function toleranceText({ tolerance, unit, bound }: ComparedPoint): string {
  const limit = tolerance.type === 'relative' ? `± ${digits(100 * tolerance.value)} %` : `± ${digits(tolerance.value)} ${unit}`;
  return bound === null ? limit : `${limit} of ${bound === 'max' ? 'an upper' : 'a lower'} bound`;
}

function signedPercent(ratio: number): string {
  return `${ratio > 0 ? '+' : ''}${digits(100 * ratio)} %`;
}
