import { formatNumber } from '../number-format.ts';
import { entryOf, pointRows, refusalNotes } from './point-series.ts';
import type { PointResult } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import { digits, formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

export interface WelchContext extends ChartContext {
  /** Slices on each side of the one that the moving average is of. Default: 5. */
  readonly windowSlices?: number | undefined;
}

const HEIGHT_PX = 300;
const DEFAULT_WINDOW = 5;

/**
 * Welch's plot (1983): latency along the run, averaged over the replications and smoothed by a moving average, with where the measurement begins. The part
 * before it should hold all of the transient, and the line be level behind it.
 */
export function welchChart(points: readonly PointResult[], look: ChartLook, context: WelchContext = {}): Chart {
  const { common, inside } = words().charts;
  const texts = inside.warmup;
  const window = context.windowSlices ?? DEFAULT_WINDOW;
  const rows = pointRows(points, look, context).flatMap((row) => {
    const { warmup } = row.point;
    if (!warmup || warmup.latencyNs.length === 0) return [];
    const line = movingAverage(warmup.latencyNs, window).map((ns, slice) => [(slice + 1) * warmup.sliceMs, ns] as const);
    return [{ ...row, line, cutMs: Math.max(...warmup.cutsMs), cuts: warmup.cutsMs }];
  });
  const ends = logEnds(rows.flatMap(({ line }) => line.map(([, ns]) => ns)));
  const legend = rows.map((row) => ({ ...entryOf(row), colour: row.style.colour, symbol: 'none', dash: row.style.dash }));
  const cutText = ({ cuts, cutMs }: (typeof rows)[number]): string => {
    const least = Math.min(...cuts);
    return least === cutMs ? `${digits(cutMs)} ms` : common.range(digits(least), `${digits(cutMs)} ms`);
  };
  return {
    key: 'warm-up',
    title: texts.title,
    summary: texts.summary(rows.map((row) => texts.value(row.label, cutText(row))).join('; ')),
    legend,
    rows: [],
    nothing: rows.length === 0 ? texts.nothing : '',
    notes: [texts.note(2 * window + 1), ...refusalNotes(points)],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: {
      columns: [common.columns.technique, texts.leftOut, texts.columns.start, texts.columns.cut, texts.columns.end],
      rows: rows.map((row) => [
        row.label,
        cutText(row),
        formatTimeNs(row.line[0]?.[1] ?? 0),
        formatTimeNs(row.line.find(([ms]) => ms >= row.cutMs)?.[1] ?? 0),
        formatTimeNs(row.line.at(-1)?.[1] ?? 0),
      ]),
    },
    option: {
      ...chartFrame(look, legend),
      tooltip: tooltip(
        look,
        'axis',
        (seriesIndex, dataIndex) => {
          const row = rows[seriesIndex];
          const step = row?.line[dataIndex];
          return row && step ? common.line(row.label, formatTimeNs(step[1])) : null;
        },
        (seriesIndex, dataIndex) => `${digits(rows[seriesIndex]?.line[dataIndex]?.[0] ?? 0)} ms`,
      ),
      xAxis: numberAxis(look, { name: texts.axes.time, format: (value) => formatNumber(value), min: 0, gridLines: false }),
      yAxis: numberAxis(look, { name: texts.axes.latency, format: formatTimeNs, scale: 'log', vertical: true, ...ends }),
      series: rows.map(({ label, style, line, cutMs }) => ({
        type: 'line' as const,
        name: label,
        symbol: 'none',
        lineStyle: { color: style.colour, width: 2, type: style.dash },
        itemStyle: { color: style.colour },
        emphasis: { focus: 'series' as const },
        // A log axis has no place for zero: nothing was delivered yet.
        data: line.map(([ms, ns]) => [ms, ns > 0 ? ns : null]),
        markLine: {
          symbol: 'none',
          silent: true,
          animation: false,
          label: { show: false },
          lineStyle: { color: style.colour, type: [4, 4], width: 1.5 },
          data: [{ xAxis: cutMs }],
        },
      })),
    },
  };
}

/** Welch's: over the slices on both sides, as many as there are on the shorter one near the ends. */
export function movingAverage(values: readonly number[], window: number): readonly number[] {
  return values.map((_, at) => {
    const reach = Math.min(window, at, values.length - 1 - at);
    const around = values.slice(at - reach, at + reach + 1);
    return around.reduce((sum, value) => sum + value, 0) / around.length;
  });
}
