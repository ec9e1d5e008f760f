/** The report of a validation as tables: figures with sensible digits, errors in percent, verdicts in words. Pure. */
import { catalogueOrder } from '../../../shared/catalogue/techniques.ts';
import type { PlacedComparison } from '../../../shared/charts/validation-chart.ts';
import { digits } from '../../../shared/units.ts';
import type { ComparedExperiment, ComparedPoint, ErrorSummary, ValidationReport } from '../../../shared/validation/report.ts';
import { useTexts } from '../../texts/texts.ts';
import type { DataColumn, DataRow } from '../../ui/index.ts';

export function pointColumns(): readonly DataColumn[] {
  const { columns } = useTexts().value.validation;
  return [
    { key: 'experiment', title: columns.experiment, kind: 'text' },
    { key: 'point', title: columns.point, kind: 'text' },
    { key: 'technique', title: columns.technique, kind: 'text' },
    { key: 'published', title: columns.published, kind: 'number', format: digits },
    { key: 'simulated', title: columns.simulated, kind: 'number', format: digits },
    { key: 'interval', title: columns.interval, kind: 'number', format: digits },
    { key: 'error', title: columns.error, kind: 'number', format: signedPercent },
    { key: 'verdict', title: columns.verdict, kind: 'text' },
    { key: 'unit', title: columns.unit, kind: 'text' },
    { key: 'tolerance', title: columns.tolerance, kind: 'text' },
    { key: 'role', title: columns.role, kind: 'text' },
    { key: 'provenance', title: columns.provenance, kind: 'text' },
    { key: 'source', title: columns.source, kind: 'text' },
    { key: 'reason', title: columns.reason, kind: 'text' },
  ];
}

/** Of a number that is an input of the simulator there is no technique, and no interval. */
export function costColumns(): readonly DataColumn[] {
  return pointColumns()
    .filter(({ key }) => key !== 'technique' && key !== 'interval')
    .map((column) => (column.key === 'simulated' ? { ...column, title: useTexts().value.validation.columns.costModel } : column));
}

export function experimentColumns(): readonly DataColumn[] {
  const { columns } = useTexts().value.validation;
  return [
    { key: 'experiment', title: columns.experiment, kind: 'text' },
    { key: 'title', title: columns.title, kind: 'text' },
    { key: 'points', title: columns.points, kind: 'number' },
    { key: 'within', title: columns.within, kind: 'number' },
    { key: 'order', title: columns.order, kind: 'text' },
    { key: 'techniqueOrder', title: columns.techniqueOrder, kind: 'text' },
    { key: 'notes', title: columns.notes, kind: 'text' },
  ];
}

export function experimentsOf({ experiments }: ValidationReport, kind: ComparedExperiment['kind']): readonly ComparedExperiment[] {
  return experiments.filter((experiment) => experiment.kind === kind);
}

export function pointRows(experiments: readonly ComparedExperiment[], technique = ''): readonly DataRow[] {
  const { verdicts, roles } = useTexts().value.validation;
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
        verdict: verdicts[point.verdict],
        role: roles[role],
        provenance: point.provenance,
        source: point.source,
        reason: point.reason,
      })),
  );
}

export function experimentRows(experiments: readonly ComparedExperiment[]): readonly DataRow[] {
  return experiments.map(({ id, title, notes, points, ordering }) => {
    const judged = points.filter(({ verdict }) => verdict !== 'outside');
    return {
      experiment: id,
      title,
      points: judged.length,
      within: judged.filter(({ verdict }) => verdict === 'within').length,
      order: pairsText(ordering),
      techniqueOrder: pairsText(ordering?.techniques),
      notes,
    };
  });
}

/** Empty where there is no pair. */
function pairsText(order: { readonly pairs: number; readonly agreeing: number } | null | undefined): string {
  return order && order.pairs > 0 ? useTexts().value.validation.pairs(order.agreeing, order.pairs) : '';
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
  const { sums } = useTexts().value.validation;
  return [
    summaryRow(sums.all, summary.overall),
    summaryRow(sums.calibrate, summary.calibrate),
    summaryRow(sums.predict, summary.predict),
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
  return bound === null ? limit : useTexts().value.validation.ofBound[bound](limit);
}

function signedPercent(ratio: number): string {
  return `${ratio > 0 ? '+' : ''}${digits(100 * ratio)} %`;
}
