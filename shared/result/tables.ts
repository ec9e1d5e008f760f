/** Every table of a run's result as plain data, for the page, CSV and reports. Numbers are raw, in the base unit of their column. */
import { settingName } from '../charts/setting-name.ts';
import { measuredFigures, measurementTitles } from './measurement-figures.ts';
import type { Measurement } from './measurement.ts';
import { boundLimit, boundShare } from './bound-words.ts';
import type { Scenario } from '../scenario/schema.ts';
import { interacts } from './parameter-words.ts';
import { metricTitle, metricUnits } from './metric-titles.ts';
import { isPartial, partialText } from './partial.ts';
import type { PointSummary, SummarizedRun } from './point-summary.ts';
import { causesText, stoppingReason } from './trust-words.ts';
import {
  flowMetricNames,
  metricNames,
  screenedMetrics,
  whatNextMetrics,
  type Metric,
  type MetricName,
  type PointResult,
  type RunResult,
  type Sensitivity,
} from './schema.ts';

export type Cell = string | number | null;

export interface TableColumn {
  /** Key of the column's cell in each row. */
  readonly key: string;
  readonly title: string;
  /** Unit of the numbers; empty for text and plain numbers. */
  readonly unit: string;
  readonly kind: 'text' | 'number';
  /** Says what a row is of; else a value of it. */
  readonly isKey?: true;
}

export interface ResultTable {
  /** Stable name, safe in file names: `points`, `latency-cdf`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** A cell that has no value is null: a confidence interval of one replication, the figures of a refused technique. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** Column of the swept setting at the path. */
export function settingKey(path: string): string {
  return `setting:${path}`;
}

/** Column of the half-width of a metric's 95 % confidence interval. */
export function intervalKey(metric: string): string {
  return `${metric}Ci95`;
}

/** Columns of the interval of a metric that holds the uncertainty of the costs. */
export function uncertaintyKeys(metric: string): { readonly low: string; readonly high: string } {
  return { low: `${metric}Low`, high: `${metric}High` };
}

/** All tables, the points first; a table without rows is there too, so that readers of files find the same set for every run. */
export function resultTables(result: RunResult): readonly ResultTable[] {
  return [
    pointTable(result),
    vmTable(result),
    flowTable(result),
    ...partTables.map((part) => partTable(result, part)),
    accountingTable(result),
  ];
}

/** A row for each point; it needs no more of them than their summaries. */
export function pointTable(result: SummarizedRun): ResultTable {
  return {
    id: 'points',
    title: 'Points',
    columns: [
      ...identityColumns(result),
      number('replications', 'Replications'),
      ...stoppingColumns(result),
      text('overloaded', 'Overloaded'),
      text('overloadCauses', 'Why overloaded'),
      number('warmupMs', 'Warm-up left out', 'ms'),
      ...metricColumns,
      tooFewColumn,
      ...uncertaintyColumns(result),
      number('boundPps', 'Analytic bound of delivered', 'pps'),
      number('boundShare', 'Delivered of the bound', 'ratio'),
      text('boundBy', 'Bound set by'),
      number('boundLatencyNs', 'Analytic bound of latency, mean', 'ns'),
      text('bottleneckResource', 'Limiting resource'),
      text('bottleneckConfirmed', 'Limit confirmed by experiment'),
      text('bottleneck', 'Bottleneck'),
      text('remarks', 'Remarks'),
      text('refusal', 'Refusal'),
    ],
    rows: result.points.map((point) => ({
      ...identityCells(point, result.scenario),
      replications: point.replications,
      ...stoppingCells(point),
      overloaded: measured(point) ? yesOrNo(point.overloaded) : null,
      overloadCauses: point.overloaded ? causesText(point) : null,
      warmupMs: measured(point) ? point.warmupMs : null,
      ...metricCells(measured(point) ? point.metrics : {}),
      ...tooFewCell(measured(point) ? point.metrics : {}),
      ...uncertaintyCells(point),
      ...boundCells(point),
      bottleneckResource: point.bottleneck.resource,
      bottleneckConfirmed: measured(point) ? yesOrNo(point.bottleneck.confirmed) : null,
      bottleneck: measured(point) ? point.bottleneck.sentence : null,
      remarks: point.remarks.length > 0 ? point.remarks.join(' ') : null,
      refusal: point.refusal,
    })),
  };
}

function boundCells(point: PointSummary): Record<string, Cell> {
  const { bound } = point;
  if (!bound) return { boundPps: null, boundShare: null, boundBy: null, boundLatencyNs: null };
  return {
    boundPps: bound.deliveredPps,
    boundShare: measured(point) ? boundShare(point, bound) : null,
    boundBy: boundLimit(bound),
    boundLatencyNs: bound.latencyNs,
  };
}

function vmTable(result: RunResult): ResultTable {
  return {
    id: 'vms',
    title: 'Virtual machines',
    columns: [...identityColumns(result), ...keys(text('vm', 'VM')), ...metricColumns, tooFewColumn],
    rows: rowsOf(result, (point) => point.vms.map(({ name, metrics }) => ({ vm: name, ...metricCells(metrics), ...tooFewCell(metrics) }))),
  };
}

function flowTable(result: RunResult): ResultTable {
  return {
    id: 'flows',
    title: 'Flows of each VM',
    columns: [
      ...identityColumns(result),
      ...keys(text('flow', 'Flow'), text('direction', 'Direction'), text('vm', 'VM')),
      ...metricColumnsOf(flowMetricNames),
      tooFewColumn,
      number('offered', 'Offered, whole run', 'frames'),
      number('delivered', 'Delivered, whole run', 'frames'),
      number('lost', 'Lost, whole run', 'frames'),
      number('inFlightEnd', 'In flight at the end', 'frames'),
    ],
    rows: rowsOf(result, ({ flows }) =>
      flows.map(({ name, direction, vm, metrics, accounting }) => ({
        flow: name,
        direction,
        vm,
        ...metricCellsOf(metrics, flowMetricNames),
        ...tooFewCell(metrics),
        offered: accounting.offered,
        delivered: accounting.delivered,
        lost: accounting.lost,
        inFlightEnd: accounting.inFlightEnd,
      })),
    ),
  };
}

function accountingTable(result: RunResult): ResultTable {
  return {
    id: 'accounting',
    title: 'Accounting of frames (all replications, with warm-up)',
    columns: [
      ...identityColumns(result),
      number('inFlightStart', 'In flight at the start', 'frames'),
      number('offered', 'Offered', 'frames'),
      number('delivered', 'Delivered', 'frames'),
      number('lost', 'Lost', 'frames'),
      number('inFlightEnd', 'In flight at the end', 'frames'),
    ],
    rows: rowsOf(result, ({ accounting }) => [accounting]),
  };
}

/** A list inside each point that becomes a table of its own. */
interface PartTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: (point: PointResult) => readonly Readonly<Record<string, Cell>>[];
}

/** Elementary effects: three figures of each metric. */
const parameterTable: PartTable = {
  id: 'parameters',
  title: 'What settings and costs do',
  columns: [
    ...keys(text('path', 'Setting or cost'), text('kind', 'Kind')),
    text('low', 'Low end of the range'),
    text('high', 'High end of the range'),
    ...screenedMetrics.flatMap((metric) => {
      const title = metricTitle(metric);
      return [
        number(`${metric}Mean`, `${title}, mean effect`, 'ratio'),
        number(`${metric}MeanSize`, `${title}, mean size of the effects`, 'ratio'),
        number(`${metric}Deviation`, `${title}, deviation of the effects`, 'ratio'),
      ];
    }),
    text('interacts', 'Depends on others'),
  ],
  rows: ({ parameters }) =>
    (parameters?.factors ?? []).map((factor) => ({
      path: factor.path,
      kind: factor.kind,
      low: String(factor.low),
      high: String(factor.high),
      ...Object.fromEntries(
        factor.effects.flatMap(({ metric, mean, meanSize, deviation }): [string, Cell][] => [
          [`${metric}Mean`, mean],
          [`${metric}MeanSize`, meanSize],
          [`${metric}Deviation`, deviation],
        ]),
      ),
      interacts: yesOrNo(interacts(factor)),
    })),
};

const partTables: readonly PartTable[] = [
  {
    id: 'drops',
    title: 'Lost frames by place',
    columns: [
      ...keys(text('place', 'Place')),
      number('framesPerSecond', 'Lost', 'frames/s'),
      number('share', 'Share of the loss', 'ratio'),
    ],
    rows: ({ drops }) => drops,
  },
  {
    id: 'vm-drops',
    title: 'Lost frames of each VM by place',
    columns: [
      ...keys(text('vm', 'VM'), text('place', 'Place')),
      number('framesPerSecond', 'Lost', 'frames/s'),
      number('share', 'Share of the VM’s loss', 'ratio'),
    ],
    rows: ({ vms }) => vms.flatMap(({ name, drops }) => drops.map((drop) => ({ vm: name, ...drop }))),
  },
  {
    id: 'contexts',
    title: 'What ran on each core',
    columns: [
      ...keys(number('core', 'Core'), text('context', 'Context'), text('actor', 'Actor'), text('activity', 'Activity')),
      number('utilization', 'Share of the core’s time', 'ratio'),
    ],
    rows: ({ contexts }) =>
      contexts.flatMap(({ name, core, activities }) => activities.map((activity) => ({ core, context: name, ...activity }))),
  },
  {
    id: 'cycles',
    title: 'Cycles per packet by actor and activity',
    columns: [
      ...keys(text('actor', 'Actor'), text('activity', 'Activity')),
      number('cyclesPerPacket', 'Cycles per packet', 'cycles'),
      number('share', 'Share of the busy time', 'ratio'),
    ],
    rows: ({ cycles }) => cycles,
  },
  {
    id: 'latency-stages',
    title: 'Mean latency by stage',
    columns: [...keys(text('stage', 'Stage')), number('meanNs', 'Mean time', 'ns')],
    rows: ({ stages }) => stages,
  },
  {
    id: 'latency-cdf',
    title: 'Latency distribution',
    columns: [
      ...keys(number('ns', 'Latency', 'ns')),
      number('probability', 'Cumulative probability', 'ratio'),
      number('low', 'Low end of the 95 % band', 'ratio'),
      number('high', 'High end of the 95 % band', 'ratio'),
    ],
    rows: ({ latencyCdf }) => latencyCdf.map(({ ns, probability, low = null, high = null }) => ({ ns, probability, low, high })),
  },
  {
    id: 'exits',
    title: 'VM exits by reason',
    columns: [...keys(text('reason', 'Reason')), number('perSecond', 'Rate', '/s')],
    rows: ({ exits }) => exits,
  },
  {
    id: 'interrupts',
    title: 'Interrupts by kind',
    columns: [...keys(text('kind', 'Kind')), number('perSecond', 'Rate', '/s')],
    rows: ({ interrupts }) => interrupts,
  },
  {
    id: 'copies',
    title: 'Copies of frame bytes',
    columns: [...keys(text('place', 'Place')), number('perPacket', 'Copies per delivered frame')],
    rows: ({ copies }) => copies,
  },
  {
    id: 'resources',
    title: 'Utilization of resources',
    columns: [
      ...keys(text('name', 'Resource'), text('kind', 'Kind')),
      number('utilization', 'Utilization or hit ratio', 'ratio'),
      text('note', 'Note'),
    ],
    rows: ({ resources }) => resources,
  },
  {
    id: 'knobs',
    title: 'What would relieve the bottleneck',
    columns: [
      ...keys(text('resource', 'Resource made 10 % faster'), text('measure', 'Measure')),
      number('gainPercent', 'Measured gain', '%'),
      text('advice', 'Advice'),
    ],
    rows: ({ bottleneck }) => bottleneck.knobs,
  },
  {
    id: 'measurements',
    title: 'What the method measured',
    columns: [
      ...keys(text('method', 'Method'), text('frames', 'Frames')),
      number('meanFrameBytes', 'Mean frame', 'bytes'),
      text('directions', 'Directions'),
      number('interfaces', 'Interfaces'),
      number('maximumPps', 'Maximum', 'pps'),
      ...keys(text('measure', 'Measure')),
      number('value', 'Value'),
      ...keys(text('unit', 'Unit')),
      number('lower', 'Lower'),
      number('upper', 'Upper'),
      text('note', 'Note'),
      text('failure', 'Failure'),
    ],
    rows: ({ measurement }) => (measurement ? measurementRows(measurement) : []),
  },
  {
    id: 'trials',
    title: 'Trials of the method',
    columns: [
      ...keys(text('frames', 'Frames'), text('purpose', 'Made for')),
      number('vms', 'VMs'),
      number('loadPps', 'Load', 'pps'),
      number('backgroundPps', 'Load of the neighbour', 'pps'),
      number('durationS', 'Time of sending', 's'),
      number('lossRatio', 'Loss', 'ratio'),
      number('forwardingRatePps', 'Forwarding rate', 'pps'),
      number('queuedFrames', 'In growing queues at the end', 'frames'),
      text('passed', 'Passed'),
    ],
    rows: ({ measurement }) =>
      (measurement?.trials ?? []).map(({ vms = null, backgroundPps = null, passed, ...trial }) => ({
        frames: measurement?.frames ?? null,
        ...trial,
        vms,
        backgroundPps,
        passed: passed === null ? null : yesOrNo(passed),
      })),
  },
  {
    id: 'what-next',
    title: 'What would help',
    columns: [
      ...keys(text('change', 'Change'), text('settings', 'Settings')),
      text('rankedBy', 'Ranked by'),
      ...whatNextMetrics.flatMap((metric) => {
        const title = metricTitle(metric);
        return [number(`${metric}Percent`, `${title}, change`, '%'), number(`${metric}PercentCi95`, `${title}, change, ± 95 %`, '%')];
      }),
    ],
    rows: ({ whatNext }) =>
      (whatNext?.changes ?? []).map(({ title, settings, effects }) => ({
        change: title,
        settings: settings.map(({ path, value }) => `${path}=${value}`).join(' '),
        rankedBy: whatNext ? metricTitle(whatNext.measure) : null,
        ...Object.fromEntries(
          effects.flatMap(({ metric, percent, ci95 }): [string, Cell][] => [
            [`${metric}Percent`, percent],
            [`${metric}PercentCi95`, ci95],
          ]),
        ),
      })),
  },
  {
    id: 'sensitivity',
    title: 'What the figures depend on',
    columns: [
      ...keys(text('cost', 'Cost'), text('provenance', 'Provenance'), text('unit', 'Unit')),
      number('value', 'Value'),
      number('low', 'Low end of the range'),
      number('high', 'High end of the range'),
      ...changeColumns(),
    ],
    rows: ({ sensitivity }) =>
      (sensitivity?.costs ?? []).map(({ name, provenance, unit, value, low, high, changes }) => ({
        cost: name,
        provenance,
        unit,
        value,
        low,
        high,
        ...changeCells(changes),
      })),
  },
  parameterTable,
];

function measurementRows(measurement: Measurement): Readonly<Record<string, Cell>>[] {
  const { kind, frames, meanFrameBytes, directions, interfaces, maximumPps, failure } = measurement;
  return measuredFigures(measurement).map(({ measure, value, unit, lower = null, upper = null, note }) => ({
    method: measurementTitles[kind],
    frames,
    meanFrameBytes,
    directions: directions.join(', '),
    interfaces,
    maximumPps,
    measure,
    value,
    unit,
    lower,
    upper,
    note: note === '' ? null : note,
    failure,
  }));
}

function changeColumns(): TableColumn[] {
  return screenedMetrics.flatMap((metric) => {
    const title = metricTitle(metric);
    return [number(`${metric}AtLow`, `${title}, change at low`, 'ratio'), number(`${metric}AtHigh`, `${title}, change at high`, 'ratio')];
  });
}

function changeCells(changes: Sensitivity['costs'][number]['changes']): Record<string, Cell> {
  const cells = changes.flatMap(({ metric, atLow, atHigh }): [string, Cell][] => [
    [`${metric}AtLow`, atLow],
    [`${metric}AtHigh`, atHigh],
  ]);
  return Object.fromEntries(cells);
}

function partTable(result: RunResult, { id, title, columns, rows }: PartTable): ResultTable {
  return { id, title, columns: [...identityColumns(result), ...columns], rows: rowsOf(result, rows) };
}

/** Rows of the points that have figures, each with the point's identity. */
function rowsOf(result: RunResult, part: (point: PointResult) => readonly Readonly<Record<string, Cell>>[]): Record<string, Cell>[] {
  return result.points
    .filter(measured)
    .flatMap((point) => part(point).map((row) => ({ ...identityCells(point, result.scenario), ...row })));
}

function measured(point: PointSummary): boolean {
  return point.refusal === null && point.replications > 0;
}

function identityColumns(result: SummarizedRun): TableColumn[] {
  const paths = new Set(result.points.flatMap(({ settings }) => Object.keys(settings)));
  return keys(
    text('technique', 'Technique'),
    text('techniqueName', 'Technique name'),
    ...(marksPartial(result) ? [text('partial', 'Partial: replications there of those asked for')] : []),
    ...[...paths].map((path) => {
      const { title, unit } = settingName(path, result.scenario);
      const isNumeric = result.points.every(({ settings }) => typeof (settings[path] ?? 0) === 'number');
      return isNumeric ? number(settingKey(path), title, unit) : text(settingKey(path), title);
    }),
  );
}

/** Of runs that are not complete, every table says of each row whether its point is. */
function marksPartial({ complete, points, scenario }: SummarizedRun): boolean {
  return !complete || points.some((point) => isPartial(point, scenario));
}

function identityCells(point: PointSummary, scenario: Scenario): Record<string, Cell> {
  const { technique, techniqueName, settings } = point;
  const settingCells = Object.entries(settings).map(([path, value]) => [
    settingKey(path),
    typeof value === 'boolean' ? yesOrNo(value) : value,
  ]);
  return {
    technique,
    techniqueName,
    ...(isPartial(point, scenario) ? { partial: partialText(point, scenario) } : {}),
    ...Object.fromEntries(settingCells),
  };
}

function metricColumnsOf(names: readonly MetricName[]): readonly TableColumn[] {
  return names.flatMap((name) => {
    const title = metricTitle(name);
    const unit = metricUnits[name];
    return [number(name, title, unit), number(intervalKey(name), `${title}, ± 95 %`, unit)];
  });
}

const metricColumns = metricColumnsOf(metricNames);

function metricCells(metrics: Readonly<Record<string, Metric>>): Record<string, Cell> {
  return metricCellsOf(metrics, metricNames);
}

function metricCellsOf(metrics: Readonly<Record<string, Metric>>, names: readonly MetricName[]): Record<string, Cell> {
  const cells = names.flatMap((name) => [
    [name, metrics[name]?.mean ?? null],
    [intervalKey(name), metrics[name]?.ci95 ?? null],
  ]);
  return Object.fromEntries(cells) as Record<string, Cell>;
}

/** Percentiles that have too few samples to be trusted: in the row itself, so that no reader of a file takes them for more. */
const tooFewColumn = text('tooFewSamples', 'Percentiles with too few samples');

function tooFewCell(metrics: Readonly<Record<string, Metric>>): Record<string, Cell> {
  const titles = metricNames.filter((name) => metrics[name]?.tooFewSamples).map((name) => metricTitle(name).replace('Latency, ', ''));
  return { tooFewSamples: titles.length > 0 ? titles.join(', ') : null };
}

/** Only of runs with a stopping rule. */
function stoppingColumns({ scenario }: SummarizedRun): readonly TableColumn[] {
  if (!scenario.method.stopping) return [];
  return [
    text('stopping', 'Replications ended by'),
    text('stoppingMetric', 'Metric known least'),
    number('stoppingHalfWidth', 'Its relative half-width', 'ratio'),
  ];
}

function stoppingCells({ stopping }: PointSummary): Record<string, Cell> {
  if (!stopping) return {};
  return {
    stopping: stoppingReason(stopping.reason),
    stoppingMetric: metricTitle(stopping.metric),
    stoppingHalfWidth: stopping.relativeHalfWidth,
  };
}

/** Only of runs that draw their costs: the columns would be empty. */
function uncertaintyColumns({ points }: SummarizedRun): readonly TableColumn[] {
  if (!points.some(({ metrics }) => Object.values(metrics).some(({ uncertainty }) => uncertainty))) return [];
  return [
    number('costDraws', 'Draws of the costs'),
    number('costProbability', 'Probability of the intervals with costs', 'ratio'),
    ...metricNames.flatMap((name) => {
      const title = metricTitle(name);
      const unit = metricUnits[name];
      const { low, high } = uncertaintyKeys(name);
      return [number(low, `${title}, low with costs`, unit), number(high, `${title}, high with costs`, unit)];
    }),
  ];
}

function uncertaintyCells({ metrics }: PointSummary): Record<string, Cell> {
  const first = Object.values(metrics).find(({ uncertainty }) => uncertainty)?.uncertainty;
  if (!first) return {};
  const cells = metricNames.flatMap((name): [string, Cell][] => {
    const { low, high } = uncertaintyKeys(name);
    return [
      [low, metrics[name]?.uncertainty?.low ?? null],
      [high, metrics[name]?.uncertainty?.high ?? null],
    ];
  });
  return { costDraws: first.draws, costProbability: first.probability, ...Object.fromEntries(cells) };
}

function text(key: string, title: string): TableColumn {
  return { key, title, unit: '', kind: 'text' };
}

/** Columns that say what a row is of. */
function keys(...columns: readonly TableColumn[]): TableColumn[] {
  return columns.map((column) => ({ ...column, isKey: true }));
}

function number(key: string, title: string, unit = ''): TableColumn {
  return { key, title, unit, kind: 'number' };
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
