/** Bars of parts that make a whole: one bar for each point, one colour for each part. */
import type { BarSeriesOption } from 'echarts';
import type { PointResult } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import type { Chart, ChartContext } from './chart.ts';
import { barsHeightPx, chartFrame, legendHeightPx, nameAxis, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { inkOn } from './colours.ts';
import { paleNotes, paleOf } from './partial-marks.ts';
import { entryOf, pointRows, pointNotes } from './point-series.ts';

export interface Part {
  /** Identity. */
  readonly key: string;
  readonly value: number;
  /** What the part is made of, largest first; shown in its tooltip. */
  readonly details?: readonly string[];
}

export interface StackedView {
  /** Of the chart. */
  readonly key: string;
  readonly title: string;
  readonly axisName: string;
  readonly parts: (point: PointResult) => readonly Part[];
  /** Order of the parts from the axis outward; parts that are not in it follow. */
  readonly order: readonly string[];
  readonly nameOf: (part: string) => string;
  readonly colour: (part: string, index: number) => string;
  readonly format: (value: number) => string;
  /** Figure inside a part. */
  readonly formatPart: (value: number) => string;
  /** Parts as shares of their whole, 0..1; the whole then stands beside the bar. */
  readonly shares?: boolean;
  readonly nothing: string;
}

/** Width of a label inside its part, in characters of room on each side. */
const LABEL_ROOM = 1;
const DETAILS_SHOWN = 6;

export function stackedBars(points: readonly PointResult[], look: ChartLook, context: ChartContext, view: StackedView): Chart {
  const rows = pointRows(points, look, context).map((row) => {
    const parts = view.parts(row.point).filter(({ value }) => value > 0);
    return { ...row, parts, whole: parts.reduce((sum, { value }) => sum + value, 0) };
  });
  const { common, inside } = words().charts;
  const texts = inside.stacked;
  const present = new Set(rows.flatMap(({ parts }) => parts.map(({ key }) => key)));
  const keys = [...view.order.filter((key) => present.has(key)), ...[...present].filter((key) => !view.order.includes(key))];
  const colours = keys.map(view.colour);
  const legend = keys.map((key, index) => ({ key, name: view.nameOf(key), colour: colours[index] ?? look.inkSoft }));
  const largest = Math.max(0, ...rows.map(({ whole }) => whole));
  const drawnValue = (value: number, whole: number): number => (view.shares ? value / whole : value);
  const partOf = (row: (typeof rows)[number], key: string): Part | undefined => row.parts.find((part) => part.key === key);
  const plotPx = look.widthPx * 0.6;
  const fits = (text: string, share: number): boolean => (text.length + 2 * LABEL_ROOM) * look.fontSizePx * 0.56 < share * plotPx;
  const series: BarSeriesOption[] = legend.map(({ key, name, colour }) => ({
    type: 'bar',
    name,
    stack: 'whole',
    barMaxWidth: 22,
    itemStyle: { color: colour, borderColor: look.surface, borderWidth: 0.75 },
    emphasis: { focus: 'series' },
    data: rows.map((row) => {
      const value = partOf(row, key)?.value ?? 0;
      const text = view.formatPart(value);
      const share = view.shares ? value / row.whole : value / largest;
      return {
        value: row.whole > 0 ? drawnValue(value, row.whole) : 0,
        itemStyle: paleOf(row.point, context),
        label: { show: value > 0 && fits(text, share), formatter: text, color: inkOn(colour), fontSize: look.fontSizePx - 1 },
      };
    }),
  }));
  return {
    key: view.key,
    title: view.title,
    summary: texts.summary(
      view.title,
      rows
        .map(({ label, parts, whole }) => {
          const [most] = parts.toSorted((one, other) => other.value - one.value);
          return most ? texts.value(label, view.format(whole), view.nameOf(most.key), view.format(most.value)) : texts.none(label);
        })
        .join('; '),
    ),
    legend,
    rows: rows.map(entryOf),
    nothing: keys.length === 0 ? view.nothing : '',
    notes: [
      ...paleNotes(
        rows.map(({ point }) => point),
        context,
      ),
      ...pointNotes(points, context),
    ],
    pointAt: (_seriesIndex, dataIndex) => rows[dataIndex]?.point,
    heightPx: barsHeightPx(rows.length, legendHeightPx(legend, look)),
    table: {
      columns: [common.columns.technique, ...legend.map(({ name }) => name), common.columns.sum],
      rows: rows.map((row) => [row.label, ...keys.map((key) => view.format(partOf(row, key)?.value ?? 0)), view.format(row.whole)]),
    },
    option: {
      ...chartFrame(look, legend, { rightPx: 84 }),
      tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
        const row = rows[dataIndex];
        const part = row && partOf(row, keys[seriesIndex] ?? '');
        if (!row || !part) return null;
        const share = row.whole > 0 ? Math.round((100 * part.value) / row.whole) : 0;
        const details = part.details ?? [];
        const more = details.length > DETAILS_SHOWN ? [texts.more(details.length - DETAILS_SHOWN)] : [];
        return [
          texts.part(row.label, view.nameOf(part.key), view.format(part.value), share),
          ...(details.length > 1 ? [...details.slice(0, DETAILS_SHOWN), ...more] : []),
        ].join('\n');
      }),
      xAxis: numberAxis(look, {
        name: view.axisName,
        format: view.shares ? (value) => `${Math.round(value * 100)} %` : view.format,
        min: 0,
        ...(view.shares ? { max: 1 } : {}),
      }),
      yAxis: nameAxis(
        look,
        rows.map(({ label }) => label),
        { inLines: rows.map(({ labelInLines }) => labelInLines) },
      ),
      series: [
        ...series,
        // Carries the whole beside the bar.
        {
          type: 'bar',
          name: common.columns.sum,
          stack: 'whole',
          silent: true,
          // Shares may sum to a hair more than the end of the axis.
          clip: false,
          itemStyle: { color: 'transparent' },
          tooltip: { show: false },
          data: rows.map(({ whole }) => ({
            value: 0,
            label: {
              show: whole > 0,
              position: 'right',
              formatter: view.format(whole),
              color: look.ink,
              fontSize: look.fontSizePx,
              distance: 8,
            },
          })),
        },
      ],
    },
  };
}
