/** Every table of a run's result as plain data, for the page, CSV and reports. Numbers are raw, in the base unit of their column. */
import { settingName } from '../charts/setting-name.ts';
import { measuredFigures, measurementTitle } from './measurement-figures.ts';
import type { Measurement } from './measurement.ts';
import { boundLimit, boundShare } from './bound-words.ts';
import type { Scenario } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
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
    ...partTables().map((part) => partTable(result, part)),
    accountingTable(result),
  ];
}

/** A row for each point; it needs no more of them than their summaries. */
export function pointTable(result: SummarizedRun): ResultTable {
  const texts = words().tables;
  return {
    id: 'points',
    title: texts.points.title,
    columns: [
      ...identityColumns(result),
      number('replications', texts.points.replications),
      ...stoppingColumns(result),
      text('overloaded', texts.points.overloaded),
      text('overloadCauses', texts.points.overloadCauses),
      number('warmupMs', texts.points.warmupMs, 'ms'),
      ...metricColumnsOf(metricNames),
      tooFewColumn(),
      ...uncertaintyColumns(result),
      number('boundPps', texts.points.boundPps, 'pps'),
      number('boundShare', texts.points.boundShare, 'ratio'),
      text('boundBy', texts.points.boundBy),
      number('boundLatencyNs', texts.points.boundLatencyNs, 'ns'),
      text('bottleneckResource', texts.points.bottleneckResource),
      text('bottleneckConfirmed', texts.points.bottleneckConfirmed),
      text('bottleneck', texts.points.bottleneck),
      text('remarks', texts.points.remarks),
      text('refusal', texts.points.refusal),
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
  const texts = words().tables;
  return {
    id: 'vms',
    title: texts.vms.title,
    columns: [...identityColumns(result), ...keys(text('vm', texts.vms.vm)), ...metricColumnsOf(metricNames), tooFewColumn()],
    rows: rowsOf(result, (point) => point.vms.map(({ name, metrics }) => ({ vm: name, ...metricCells(metrics), ...tooFewCell(metrics) }))),
  };
}

function flowTable(result: RunResult): ResultTable {
  const texts = words().tables;
  return {
    id: 'flows',
    title: texts.flows.title,
    columns: [
      ...identityColumns(result),
      ...keys(text('flow', texts.flows.flow), text('direction', texts.flows.direction), text('vm', texts.flows.vm)),
      ...metricColumnsOf(flowMetricNames),
      tooFewColumn(),
      number('offered', texts.flows.offered, 'frames'),
      number('delivered', texts.flows.delivered, 'frames'),
      number('lost', texts.flows.lost, 'frames'),
      number('inFlightEnd', texts.flows.inFlightEnd, 'frames'),
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
  const texts = words().tables;
  return {
    id: 'accounting',
    title: texts.accounting.title,
    columns: [
      ...identityColumns(result),
      number('inFlightStart', texts.accounting.inFlightStart, 'frames'),
      number('offered', texts.accounting.offered, 'frames'),
      number('delivered', texts.accounting.delivered, 'frames'),
      number('lost', texts.accounting.lost, 'frames'),
      number('inFlightEnd', texts.accounting.inFlightEnd, 'frames'),
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
function parameterTable(): PartTable {
  const texts = words().tables;
  return {
    id: 'parameters',
    title: texts.parameters.title,
    columns: [
      ...keys(text('path', texts.parameters.path), text('kind', texts.parameters.kind)),
      text('low', texts.parameters.low),
      text('high', texts.parameters.high),
      ...screenedMetrics.flatMap((metric) => {
        const title = metricTitle(metric);
        return [
          number(`${metric}Mean`, texts.ofMetric.meanEffect(title), 'ratio'),
          number(`${metric}MeanSize`, texts.ofMetric.meanEffectSize(title), 'ratio'),
          number(`${metric}Deviation`, texts.ofMetric.effectDeviation(title), 'ratio'),
        ];
      }),
      text('interacts', texts.parameters.interacts),
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
}

function partTables(): readonly PartTable[] {
  const texts = words().tables;
  return [
    {
      id: 'drops',
      title: texts.drops.title,
      columns: [
        ...keys(text('place', texts.drops.place)),
        number('framesPerSecond', texts.drops.framesPerSecond, 'frames/s'),
        number('share', texts.drops.share, 'ratio'),
      ],
      rows: ({ drops }) => drops,
    },
    {
      id: 'vm-drops',
      title: texts.vmDrops.title,
      columns: [
        ...keys(text('vm', texts.vmDrops.vm), text('place', texts.vmDrops.place)),
        number('framesPerSecond', texts.vmDrops.framesPerSecond, 'frames/s'),
        number('share', texts.vmDrops.share, 'ratio'),
      ],
      rows: ({ vms }) => vms.flatMap(({ name, drops }) => drops.map((drop) => ({ vm: name, ...drop }))),
    },
    {
      id: 'contexts',
      title: texts.contexts.title,
      columns: [
        ...keys(
          number('core', texts.contexts.core),
          text('context', texts.contexts.context),
          text('actor', texts.contexts.actor),
          text('activity', texts.contexts.activity),
        ),
        number('utilization', texts.contexts.utilization, 'ratio'),
      ],
      rows: ({ contexts }) =>
        contexts.flatMap(({ name, core, activities }) => activities.map((activity) => ({ core, context: name, ...activity }))),
    },
    {
      id: 'cycles',
      title: texts.cycles.title,
      columns: [
        ...keys(text('actor', texts.cycles.actor), text('activity', texts.cycles.activity)),
        number('cyclesPerPacket', texts.cycles.cyclesPerPacket, 'cycles'),
        number('share', texts.cycles.share, 'ratio'),
      ],
      rows: ({ cycles }) => cycles,
    },
    {
      id: 'latency-stages',
      title: texts.latencyStages.title,
      columns: [...keys(text('stage', texts.latencyStages.stage)), number('meanNs', texts.latencyStages.meanNs, 'ns')],
      rows: ({ stages }) => stages,
    },
    {
      id: 'latency-cdf',
      title: texts.latencyCdf.title,
      columns: [
        ...keys(number('ns', texts.latencyCdf.ns, 'ns')),
        number('probability', texts.latencyCdf.probability, 'ratio'),
        number('low', texts.latencyCdf.low, 'ratio'),
        number('high', texts.latencyCdf.high, 'ratio'),
      ],
      rows: ({ latencyCdf }) => latencyCdf.map(({ ns, probability, low = null, high = null }) => ({ ns, probability, low, high })),
    },
    {
      id: 'exits',
      title: texts.exits.title,
      columns: [...keys(text('reason', texts.exits.reason)), number('perSecond', texts.exits.perSecond, '/s')],
      rows: ({ exits }) => exits,
    },
    {
      id: 'interrupts',
      title: texts.interrupts.title,
      columns: [...keys(text('kind', texts.interrupts.kind)), number('perSecond', texts.interrupts.perSecond, '/s')],
      rows: ({ interrupts }) => interrupts,
    },
    {
      id: 'copies',
      title: texts.copies.title,
      columns: [...keys(text('place', texts.copies.place)), number('perPacket', texts.copies.perPacket)],
      rows: ({ copies }) => copies,
    },
    {
      id: 'resources',
      title: texts.resources.title,
      columns: [
        ...keys(text('name', texts.resources.name), text('kind', texts.resources.kind)),
        number('utilization', texts.resources.utilization, 'ratio'),
        text('note', texts.resources.note),
      ],
      rows: ({ resources }) => resources,
    },
    {
      id: 'knobs',
      title: texts.knobs.title,
      columns: [
        ...keys(text('resource', texts.knobs.resource), text('measure', texts.knobs.measure)),
        number('gainPercent', texts.knobs.gainPercent, '%'),
        text('advice', texts.knobs.advice),
      ],
      rows: ({ bottleneck }) => bottleneck.knobs,
    },
    {
      id: 'measurements',
      title: texts.measurements.title,
      columns: [
        ...keys(text('method', texts.measurements.method), text('frames', texts.measurements.frames)),
        number('meanFrameBytes', texts.measurements.meanFrameBytes, 'bytes'),
        text('directions', texts.measurements.directions),
        number('interfaces', texts.measurements.interfaces),
        number('maximumPps', texts.measurements.maximumPps, 'pps'),
        ...keys(text('measure', texts.measurements.measure)),
        number('value', texts.measurements.value),
        ...keys(text('unit', texts.measurements.unit)),
        number('lower', texts.measurements.lower),
        number('upper', texts.measurements.upper),
        text('note', texts.measurements.note),
        text('failure', texts.measurements.failure),
      ],
      rows: ({ measurement }) => (measurement ? measurementRows(measurement) : []),
    },
    {
      id: 'trials',
      title: texts.trials.title,
      columns: [
        ...keys(text('frames', texts.trials.frames), text('purpose', texts.trials.purpose)),
        number('vms', texts.trials.vms),
        number('loadPps', texts.trials.loadPps, 'pps'),
        number('backgroundPps', texts.trials.backgroundPps, 'pps'),
        number('durationS', texts.trials.durationS, 's'),
        number('lossRatio', texts.trials.lossRatio, 'ratio'),
        number('forwardingRatePps', texts.trials.forwardingRatePps, 'pps'),
        number('queuedFrames', texts.trials.queuedFrames, 'frames'),
        text('passed', texts.trials.passed),
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
      title: texts.whatNext.title,
      columns: [
        ...keys(text('change', texts.whatNext.change), text('settings', texts.whatNext.settings)),
        text('rankedBy', texts.whatNext.rankedBy),
        ...whatNextMetrics.flatMap((metric) => {
          const title = metricTitle(metric);
          return [
            number(`${metric}Percent`, texts.ofMetric.change(title), '%'),
            number(`${metric}PercentCi95`, texts.ofMetric.changeInterval(title), '%'),
          ];
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
      title: texts.sensitivity.title,
      columns: [
        ...keys(
          text('cost', texts.sensitivity.cost),
          text('provenance', texts.sensitivity.provenance),
          text('unit', texts.sensitivity.unit),
        ),
        number('value', texts.sensitivity.value),
        number('low', texts.sensitivity.low),
        number('high', texts.sensitivity.high),
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
    parameterTable(),
  ];
}

function measurementRows(measurement: Measurement): Readonly<Record<string, Cell>>[] {
  const { kind, frames, meanFrameBytes, directions, interfaces, maximumPps, failure } = measurement;
  return measuredFigures(measurement).map(({ measure, value, unit, lower = null, upper = null, note }) => ({
    method: measurementTitle(kind),
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
    return [
      number(`${metric}AtLow`, words().tables.ofMetric.changeAtLow(title), 'ratio'),
      number(`${metric}AtHigh`, words().tables.ofMetric.changeAtHigh(title), 'ratio'),
    ];
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
    text('technique', words().tables.common.technique),
    text('techniqueName', words().tables.common.techniqueName),
    ...(marksPartial(result) ? [text('partial', words().tables.common.partial)] : []),
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
    return [number(name, title, unit), number(intervalKey(name), words().tables.ofMetric.interval(title), unit)];
  });
}

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

const percentiles: readonly { readonly metric: MetricName; readonly name: string }[] = [
  { metric: 'latencyP50Ns', name: 'p50' },
  { metric: 'latencyP95Ns', name: 'p95' },
  { metric: 'latencyP99Ns', name: 'p99' },
  { metric: 'latencyP999Ns', name: 'p99.9' },
];

/** Percentiles that have too few samples to be trusted: in the row itself, so that no reader of a file takes them for more. */
function tooFewColumn(): TableColumn {
  return text('tooFewSamples', words().tables.common.tooFewSamples);
}

function tooFewCell(metrics: Readonly<Record<string, Metric>>): Record<string, Cell> {
  const affected = percentiles.filter(({ metric }) => metrics[metric]?.tooFewSamples).map(({ name }) => name);
  return { tooFewSamples: affected.length > 0 ? affected.join(', ') : null };
}

/** Only of runs with a stopping rule. */
function stoppingColumns({ scenario }: SummarizedRun): readonly TableColumn[] {
  if (!scenario.method.stopping) return [];
  return [
    text('stopping', words().tables.common.stopping),
    text('stoppingMetric', words().tables.common.stoppingMetric),
    number('stoppingHalfWidth', words().tables.common.stoppingHalfWidth, 'ratio'),
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
    number('costDraws', words().tables.common.costDraws),
    number('costProbability', words().tables.common.costProbability, 'ratio'),
    ...metricNames.flatMap((name) => {
      const title = metricTitle(name);
      const unit = metricUnits[name];
      const { low, high } = uncertaintyKeys(name);
      return [
        number(low, words().tables.ofMetric.lowWithCosts(title), unit),
        number(high, words().tables.ofMetric.highWithCosts(title), unit),
      ];
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
  const { yes, no } = words().tables;
  return value ? yes : no;
}
