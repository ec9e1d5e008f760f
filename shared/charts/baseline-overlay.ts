/** Another run behind a chart: its lines pale and dashed, its bars as upright marks, its marks pale, its rows in the table. */
import type { EChartsOption, LineSeriesOption, ScatterSeriesOption, SeriesOption } from 'echarts';
import { words } from '../texts/words.ts';
import type { Chart, ChartEntry } from './chart.ts';
import type { ChartLook } from './chart-look.ts';

const OPACITY = 0.45;
const DASH = [3, 3];
/** Below this a mark is there for its label only. */
const LEAST_MARK_PX = 2;

/** @param baseline The same chart, built from the points of the other run. */
export function withBaseline(chart: Chart, baseline: Chart, look: ChartLook): Chart {
  if (chart.nothing !== '' || baseline.nothing !== '') return chart;
  const hasRows = chart.rows.length > 0;
  const behind = hasRows ? rowMarks(baseline, chart.rows, look) : linesOf(baseline.option);
  if (behind.length === 0) return chart;
  const { notes } = words().charts.common;
  return {
    ...chart,
    notes: [hasRows ? notes.pinnedMarks : notes.pinnedLines, ...chart.notes],
    table: withRows(chart.table, baseline.table),
    option: {
      ...chart.option,
      ...(hasRows ? {} : widenedAxes(chart.option, baseline.option)),
      series: [...seriesOf(chart.option), ...behind],
    },
  };
}

/** Under the names of the chart's own lines, so that the legend hides both. */
function linesOf(option: EChartsOption): SeriesOption[] {
  return seriesOf(option).flatMap((series): SeriesOption[] => {
    const { symbol } = series as LineSeriesOption;
    // Without symbols: the offered load, the limit of the wire.
    if (series.type !== 'line' || symbol === 'none') return [];
    const line = series as LineSeriesOption;
    return [
      {
        ...line,
        symbol: 'none',
        silent: true,
        z: 1,
        animation: false,
        lineStyle: { ...line.lineStyle, type: DASH, width: 1.5, opacity: OPACITY },
        tooltip: { show: false },
      },
    ];
  });
}

/** Of bars an upright mark at their end, of marks the same, pale; in the rows of the same points. */
function rowMarks({ option, rows: own }: Chart, rows: readonly ChartEntry[], look: ChartLook): SeriesOption[] {
  const rowOf = (index: number): number => rows.findIndex(({ key }) => key === own[index]?.key);
  const ticks = barEnds(option, own.length).flatMap((end, index) => (end > 0 && rowOf(index) >= 0 ? [[end, rowOf(index)]] : []));
  const marks = seriesOf(option).flatMap((series): SeriesOption[] => {
    if (series.type !== 'scatter') return [];
    const scatter = series as ScatterSeriesOption;
    if (typeof scatter.symbolSize === 'number' && scatter.symbolSize < LEAST_MARK_PX) return [];
    const data = (scatter.data ?? []) as unknown as readonly { readonly value: readonly [number, number] }[];
    return [
      {
        ...scatter,
        silent: true,
        z: 1,
        itemStyle: { opacity: OPACITY },
        tooltip: { show: false },
        data: data.flatMap(({ value: [at, row] }) =>
          rowOf(row) < 0 ? [] : [{ value: [at, rowOf(row)], itemStyle: { color: look.inkSoft, opacity: OPACITY } }],
        ),
      },
    ];
  });
  if (ticks.length === 0) return marks;
  return [
    ...marks,
    {
      type: 'scatter',
      name: words().charts.common.pinned.series,
      symbol: 'rect',
      symbolSize: [3, 24],
      silent: true,
      z: 6,
      itemStyle: { color: look.inkSoft, borderColor: look.surface, borderWidth: 0.5 },
      tooltip: { show: false },
      data: ticks,
    },
  ];
}

/** Value at the end of the bar of each row; stacks end at their sum. None for stacks of shares: all end at the same place. */
function barEnds(option: EChartsOption, rows: number): number[] {
  const { max } = (option.xAxis ?? {}) as { readonly max?: unknown };
  const bars = seriesOf(option).filter(({ type }) => type === 'bar') as readonly {
    readonly stack?: string;
    readonly data?: readonly unknown[];
  }[];
  if (max === 1 && bars.some(({ stack }) => stack !== undefined)) return [];
  return Array.from({ length: rows }, (_, row) =>
    bars.reduce((sum, { data }) => {
      const item = data?.[row] as { readonly value?: unknown } | undefined;
      return sum + (typeof item?.value === 'number' ? item.value : 0);
    }, 0),
  );
}

/** Ends that were given are moved apart for what is added. */
function widenedAxes(option: EChartsOption, other: EChartsOption): EChartsOption {
  const widened = (one: unknown, another: unknown): Record<string, unknown> => {
    const [a, b] = [(one ?? {}) as Record<string, unknown>, (another ?? {}) as Record<string, unknown>];
    const end = (name: 'min' | 'max'): Record<string, number> => {
      const [own, added] = [a[name], b[name]];
      return typeof own === 'number' && typeof added === 'number' ? { [name]: Math[name](own, added) } : {};
    };
    return { ...a, ...end('min'), ...end('max') };
  };
  return { xAxis: widened(option.xAxis, other.xAxis), yAxis: widened(option.yAxis, other.yAxis) };
}

function withRows(table: Chart['table'], other: Chart['table']): Chart['table'] {
  if (table.columns.join('\n') !== other.columns.join('\n')) return table;
  return {
    ...table,
    rows: [...table.rows, ...other.rows.map(([name = '', ...cells]) => [words().charts.common.pinned.row(name), ...cells])],
  };
}

function seriesOf(option: EChartsOption): readonly SeriesOption[] {
  return Array.isArray(option.series) ? option.series : option.series ? [option.series] : [];
}
