/** A validation for people: published against simulated, point by point, then the errors in sum; at most 100 columns wide. */
import type { ComparedExperiment, ComparedPoint, ErrorSummary, ValidationReport } from '../../shared/validation/report.ts';
import { digits } from '../../shared/units.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const LONGEST_TITLE = 38;
const HEAD = ['', 'published', 'simulated', '± 95 %', 'error', 'tolerance', ''];
const COST_HEAD = HEAD.map((name) => (name === 'simulated' ? 'cost model' : name));
const NUMBERS = new Set([1, 2, 3, 4, 5]);

export function validationTable(report: ValidationReport): string {
  const of = (kind: ComparedExperiment['kind']) => report.experiments.filter((experiment) => experiment.kind === kind);
  return [
    `Validation of engine ${report.engineVersion}`,
    ...section('Simulated', of('simulation').flatMap(experimentLines)),
    ...section(
      'Costs: published numbers that are inputs of the simulator, not counted as experiments',
      of('cost').flatMap(experimentLines),
    ),
    ...section('Outside the domain of applicability', of('outside').map(outsideLine)),
    ...section('Summary', summaryLines(report)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', wrap(title, WIDTH), '='.repeat(Math.min(WIDTH, title.length)), ...lines];
}

function experimentLines({ id, title, kind, metric, role, points, ordering }: ComparedExperiment): string[] {
  const [first] = points;
  const sources = [...new Set(points.map(({ source }) => source))];
  const head = [
    '',
    wrap(`${id}: ${title}`, WIDTH),
    wrap(`  ${metric}, ${first?.unit ?? ''}; ${role}; ${sources.length === 1 ? sources[0] : 'sources stand with the points'}`, WIDTH, '  '),
  ];
  const rows = textTable([kind === 'cost' ? COST_HEAD : HEAD, ...points.map(pointRow)], { indent: 2, alignRight: NUMBERS }).split('\n');
  return [
    ...head,
    ...rows,
    ...(sources.length > 1 ? remarkLines(points, ({ source }) => source) : []),
    ...remarkLines(points, ({ reason }) => reason),
    ...remarkLines(points, repeatsText),
    ...orderLine(ordering),
  ];
}

function pointRow(point: ComparedPoint): string[] {
  const { title, published, bound, simulated, ci95, tolerance } = point;
  const limit = tolerance.type === 'relative' ? `${digits(100 * tolerance.value)} %` : digits(tolerance.value);
  return [
    clip(title, LONGEST_TITLE),
    `${bound === 'min' ? '≥ ' : bound === 'max' ? '≤ ' : ''}${digits(published)}`,
    simulated === null ? '–' : digits(simulated),
    ci95 === null ? '–' : digits(ci95),
    errorText(point),
    limit,
    VERDICTS[point.verdict],
  ];
}

const VERDICTS = { within: 'pass', off: 'FAIL', failed: 'FAIL', outside: 'outside' } as const satisfies Record<
  ComparedPoint['verdict'],
  string
>;

/** Relative where there is a value to relate to, else in the unit. */
function errorText({ error, simulated, published }: ComparedPoint): string {
  if (simulated === null) return '–';
  if (error === null) return `${simulated > published ? '+' : ''}${digits(simulated - published)}`;
  return signedPercent(error);
}

function signedPercent(ratio: number): string {
  return `${ratio > 0 ? '+' : ''}${(100 * ratio).toFixed(1)} %`;
}

/** Points with the same text share a line. */
function remarkLines(points: readonly ComparedPoint[], textOf: (point: ComparedPoint) => string): string[] {
  const texts = [...new Set(points.map(textOf))].filter((text) => text !== '');
  return texts.map((text) => {
    const titles = points.filter((point) => textOf(point) === text).map(({ title }) => title);
    return wrap(`  ${titles.join('; ')}: ${text}`, WIDTH, '    ');
  });
}

function repeatsText({ repeats, unit }: ComparedPoint): string {
  return repeats.length === 0 ? '' : `at other times the source has ${repeats.map(digits).join(', ')} ${unit}.`;
}

function orderLine(ordering: ComparedExperiment['ordering']): string[] {
  if (!ordering) return [];
  const { pairs, agreeing, techniques } = ordering;
  const kept = `${agreeing} of ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} as published`;
  if (!techniques || techniques.pairs === 0) return [`  Order: ${kept}.`];
  return [`  Order: ${kept}; of comparisons of techniques ${techniques.agreeing} of ${techniques.pairs}.`];
}

function outsideLine({ id, title, points }: ComparedExperiment): string {
  return wrap(`${id}: ${title}. ${points[0]?.reason ?? ''}`, WIDTH, '  ');
}

function summaryLines({ complete, summary }: ValidationReport): string[] {
  const { simulated, costs, outside, pointsLeftOut, orderings, techniques } = summary;
  const rows = [
    ['', 'points', 'within tolerance', 'or within 20 %', 'median error', 'worst error'],
    summaryRow('all simulated points', summary.overall),
    summaryRow('  to calibrate', summary.calibrate),
    summaryRow('  to predict', summary.predict),
    ...techniques.map(({ technique, ...errors }) => summaryRow(`  ${technique}`, errors)),
    ...(summary.cost.points > 0 ? [summaryRow('costs', summary.cost)] : []),
  ];
  return [
    `Experiments: ${simulated} simulated, ${costs} of costs, ${outside} outside the domain of applicability.`,
    ...(pointsLeftOut > 0 ? [`Points of simulated experiments left out, with the reason: ${pointsLeftOut}.`] : []),
    ...(orderings.experiments > 0
      ? [`Published order kept in every pair: ${orderings.agreeing} of ${orderings.experiments} experiments with several points.`]
      : []),
    ...techniqueOrderLine(orderings.techniques),
    ...(complete ? [] : ['Cancelled: not all of them were simulated.']),
    '',
    textTable(rows, { alignRight: new Set([1, 2, 3, 4, 5]) }),
  ];
}

function techniqueOrderLine(orders: ValidationReport['summary']['orderings']['techniques']): string[] {
  if (!orders || orders.experiments === 0) return [];
  return [`Comparisons of techniques all as published: ${orders.agreeing} of ${orders.experiments} experiments that have some.`];
}

function summaryRow(title: string, { points, within, near, medianError, worstError }: ErrorSummary): string[] {
  const share = (count: number) => (points === 0 ? '–' : `${count} (${Math.round((100 * count) / points)} %)`);
  const percent = (error: number | null) => (error === null ? '–' : `${(100 * error).toFixed(1)} %`);
  return [title, String(points), share(within), share(near), percent(medianError), percent(worstError)];
}
