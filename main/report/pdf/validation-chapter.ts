/** Published measurements against the simulator, from the last validation of the run's engine that is kept on this machine. */
import type { Content } from 'pdfmake/interfaces.js';
import { validationChart } from '../../../shared/charts/validation-chart.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { digits, formatPercent } from '../../../shared/units.ts';
import type { ComparedExperiment, ComparedPoint, ErrorSummary, KeptValidation } from '../../../shared/validation/report.ts';
import { dateInWords } from '../run-facts.ts';
import { chapter, paragraph, table, titled, type Column, type TableEntry } from './blocks.ts';
import { figure } from './chart-image.ts';
import { chartLook, colours } from './theme.ts';

const summaryColumns: readonly Column[] = [
  { title: 'Simulated points', width: '*' },
  { title: 'Points', width: 50, align: 'right' },
  { title: 'Within tolerance', width: 70, align: 'right' },
  { title: 'Within tolerance or 20 %', width: 80, align: 'right' },
  { title: 'Median error', width: 60, align: 'right' },
  { title: 'Worst error', width: 60, align: 'right' },
];

const pointColumns: readonly Column[] = [
  { title: 'Point', width: '*' },
  { title: 'Technique', width: 80 },
  { title: 'Published', width: 50, align: 'right' },
  { title: 'Simulated', width: 50, align: 'right' },
  { title: 'Unit', width: 70 },
  { title: 'Error', width: 40, align: 'right' },
  { title: 'Tolerance', width: 44, align: 'right' },
];

/** `engineVersion`: of the run. */
export function validationChapter(validation: KeptValidation | null, engineVersion: string): Content[] {
  if (!validation) {
    return [
      chapter(sectionTitle('validation')),
      paragraph(
        `No validation of engine ${engineVersion} is kept on this machine, so that this report cannot say how far its figures agree with measurements. To make one, press Validate on the page Validation, or run \`lab validate\`, with an IOVLab of this engine; then write the report again.`,
      ),
    ];
  }
  const { report, finishedAt } = validation;
  const { summary } = report;
  const simulated = report.experiments.filter(({ kind }) => kind === 'simulation');
  const points = simulated.flatMap((experiment) => experiment.points.map((point) => ({ ...point, experiment: experiment.id })));
  return [
    chapter(sectionTitle('validation')),
    paragraph(
      `Engine ${report.engineVersion}, validated on ${dateInWords(finishedAt)}: ${summary.simulated} published ${summary.simulated === 1 ? 'experiment was' : 'experiments were'} simulated, ${summary.outside} ${summary.outside === 1 ? 'is' : 'are'} outside the domain of applicability. Nothing is fitted while a validation runs. Experiments to calibrate may have shaped a cost of a cost model; those to predict may not.`,
    ),
    table('Errors in sum', summaryColumns, [
      summaryRow('all', summary.overall),
      summaryRow('to calibrate', summary.calibrate),
      summaryRow('to predict', summary.predict),
      ...summary.techniques.map(({ technique, ...errors }) => summaryRow(technique, errors)),
    ]),
    titled(
      'Published against simulated values',
      figure(
        'V1',
        'Simulated against published values; on the line a simulation is exact. Hollow marks: outside the tolerance.',
        validationChart(points, chartLook),
      ),
    ),
    ...simulated.map(experimentTable),
    ...outsideTable(report.experiments.filter(({ kind }) => kind === 'outside')),
  ];
}

function summaryRow(title: string, { points, within, near, medianError, worstError }: ErrorSummary): readonly TableEntry[] {
  const share = (count: number): string => (points === 0 ? '–' : `${count} (${Math.round((100 * count) / points)} %)`);
  const percent = (error: number | null): string => (error === null ? '–' : formatPercent(error));
  return [{ text: title, bold: true }, String(points), share(within), share(near), percent(medianError), percent(worstError)];
}

/** What all points have in common, their source and what their unit means, stands below the title. */
function experimentTable({ id, title, role, points }: ComparedExperiment): Content {
  const sources = new Set(points.map(({ source }) => source));
  const meanings = new Set(points.map(({ unit }) => meaningOf(unit)).filter(Boolean));
  const rows = points.map((point): readonly TableEntry[] => [
    sources.size === 1 ? point.title : { text: point.title, note: point.source },
    point.technique,
    `${point.bound === 'min' ? '≥ ' : point.bound === 'max' ? '≤ ' : ''}${digits(point.published)}`,
    point.simulated === null ? '–' : digits(point.simulated),
    bareUnit(point.unit),
    errorEntry(point),
    point.tolerance.type === 'relative' ? formatPercent(point.tolerance.value) : digits(point.tolerance.value),
  ]);
  const common = [...(sources.size === 1 ? sources : []), ...meanings];
  return table(`${id}: ${title} (${role})`, pointColumns, rows, common.join('. '));
}

/** `Gbit/s (wire rate)` in two parts. */
const UNIT = /^(.*?)(?: \((.*)\))?$/s;

function bareUnit(unit: string): string {
  return UNIT.exec(unit)?.[1] ?? unit;
}

function meaningOf(unit: string): string {
  const [, bare, meaning] = UNIT.exec(unit) ?? [];
  return meaning === undefined ? '' : `${bare}: ${meaning}`;
}

function errorEntry({ verdict, error, simulated, published }: ComparedPoint): TableEntry {
  if (verdict === 'outside') return 'left out';
  if (simulated === null) return { text: 'failed', colour: colours.bad };
  const difference = error ?? simulated - published;
  const text = `${difference > 0 ? '+' : ''}${error === null ? digits(difference) : `${(100 * error).toFixed(1)} %`}`;
  return verdict === 'within' ? text : { text, bold: true, colour: colours.bad };
}

function outsideTable(experiments: readonly ComparedExperiment[]): Content[] {
  if (experiments.length === 0) return [];
  return [
    table(
      'Outside the domain of applicability',
      [
        { title: 'Experiment', width: 200 },
        { title: 'Reason', width: '*' },
      ],
      experiments.map(({ id, title, points }) => [`${id}: ${title}`, points[0]?.reason ?? '']),
    ),
  ];
}
