/** Parts that all charts share: legend, axes, tooltip, type. Tooltips are drawn as rich text, so that a strict content security policy holds. */
import type { EChartsOption, LegendComponentOption, TooltipComponentOption, XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { ChartEntry } from './chart.ts';
import type { ChartLook } from './chart-look.ts';

export interface LegendEntry extends ChartEntry {
  readonly colour: string;
  /** ECharts symbol; a square by default. */
  readonly symbol?: string;
  readonly dash?: 'solid' | number[];
}

const LEGEND_LINE_PX = 22;
/** Mean width of a character, in parts of the font size. */
const CHARACTER_WIDTH = 0.58;
const LEGEND_ITEM_PX = 46;
/** The same where texts are measured: mark, its distance to the name and the gap to the next entry. */
const MEASURED_LEGEND_ITEM_PX = 38;

/** Width of a text, px, about. */
export function textWidthPx(text: string, look: ChartLook): number {
  return (look.textWidthInEm?.(text) ?? text.length * CHARACTER_WIDTH) * look.fontSizePx;
}

/** Lines that a legend takes at the width of the look. */
export function legendHeightPx(entries: readonly LegendEntry[], look: ChartLook): number {
  let lines = entries.length > 0 ? 1 : 0;
  let usedPx = 0;
  for (const { name } of entries) {
    const itemPx = textWidthPx(name, look) + (look.textWidthInEm ? MEASURED_LEGEND_ITEM_PX : LEGEND_ITEM_PX);
    if (usedPx > 0 && usedPx + itemPx > look.widthPx) {
      lines++;
      usedPx = 0;
    }
    usedPx += itemPx;
  }
  return lines * LEGEND_LINE_PX;
}

/** The option without series: the plot lies under the legend and keeps room for names and labels of its axes. */
export function chartFrame(look: ChartLook, legend: readonly LegendEntry[], plot: { readonly rightPx?: number } = {}): EChartsOption {
  const legendPx = legendHeightPx(legend, look);
  return {
    animation: look.animated,
    animationDuration: 250,
    animationDurationUpdate: 250,
    backgroundColor: 'transparent',
    textStyle: { color: look.ink, fontFamily: look.fontFamily, fontSize: look.fontSizePx },
    legend: legendOption(look, legend),
    grid: {
      left: 10,
      right: plot.rightPx ?? 20,
      top: legendPx + 18,
      bottom: 6,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
  };
}

function legendOption(look: ChartLook, entries: readonly LegendEntry[]): LegendComponentOption {
  return {
    show: entries.length > 0,
    type: 'plain',
    left: 0,
    top: 4,
    width: look.widthPx,
    padding: 0,
    itemGap: 14,
    itemWidth: 18,
    itemHeight: 10,
    lineStyle: { width: 2 },
    inactiveColor: look.line,
    textStyle: { color: look.inkSoft, fontSize: look.fontSizePx, fontFamily: look.fontFamily },
    data: entries.map(({ name, colour, symbol, dash }) => ({
      name,
      // A line without marks: ECharts would put a circle on it.
      itemStyle: symbol === 'none' ? { opacity: 0 } : { color: colour },
      lineStyle: { color: colour, type: dash ?? 'solid' },
      ...(symbol === undefined ? { icon: 'roundRect' } : {}),
    })),
  };
}

interface NumberAxis {
  readonly name: string;
  readonly format: (value: number) => string;
  readonly scale?: 'linear' | 'log';
  readonly min?: number;
  readonly max?: number;
  readonly vertical?: boolean;
  readonly gridLines?: boolean;
}

type AxisParts = XAXisComponentOption & YAXisComponentOption;

/** Axis of numbers, its name in the middle beside it. */
export function numberAxis(look: ChartLook, { name, format, scale = 'linear', min, max, vertical = false, gridLines = true }: NumberAxis) {
  return {
    type: scale === 'log' ? 'log' : 'value',
    name,
    nameLocation: 'middle',
    nameGap: vertical ? 14 : 30,
    nameTextStyle: { color: look.inkSoft, fontSize: look.fontSizePx, fontFamily: look.fontFamily },
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    splitNumber: vertical ? 5 : Math.max(2, Math.min(8, Math.floor(look.widthPx / 130))),
    axisLabel: { color: look.inkSoft, fontSize: look.fontSizePx, hideOverlap: true, formatter: (value: number) => format(value) },
    axisLine: { show: !vertical, lineStyle: { color: look.inkSoft } },
    axisTick: { show: false },
    splitLine: { show: gridLines, lineStyle: { color: look.line, width: 1 } },
  } as AxisParts;
}

/** Ends of a log axis around positive values: 1, 2 or 5 times a power of ten. */
export function logEnds(values: readonly number[]): { readonly min: number; readonly max: number } | null {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return null;
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const steps = (value: number): number[] => [1, 2, 5, 10].map((factor) => factor * 10 ** Math.floor(Math.log10(value)));
  return {
    min: steps(least).findLast((step) => step <= least) ?? least,
    max: steps(most).find((step) => step >= most) ?? most,
  };
}

/**
 * Axis of names; the first stands at the top of a vertical one. Long names end with an ellipsis.
 * @param inLines the names in lines of their own, where a long name would push a part of it out of sight.
 */
export function nameAxis(look: ChartLook, names: readonly string[], { vertical = true, inLines = names } = {}) {
  return {
    type: 'category',
    data: [...names],
    inverse: vertical,
    axisLabel: {
      color: look.ink,
      fontSize: look.fontSizePx,
      lineHeight: look.fontSizePx + 2,
      interval: 0,
      formatter: (name: string, index: number) => inLines[index] ?? name,
      overflow: 'truncate',
      width: vertical ? Math.max(80, Math.min(240, look.widthPx * 0.34)) : Math.max(40, look.widthPx / Math.max(1, names.length)),
    },
    axisLine: { lineStyle: { color: look.inkSoft } },
    axisTick: { show: false },
    splitLine: { show: false },
  } as AxisParts;
}

/** Height of a chart with one bar for each name, px. */
export function barsHeightPx(rows: number, legendPx: number): number {
  return legendPx + 74 + rows * 30;
}

/** Where a mark is: what ECharts hands to a formatter, as far as it is used. */
interface MarkPlace {
  readonly seriesIndex: number;
  readonly dataIndex: number;
  readonly marker: string;
}

export type Trigger = 'item' | 'axis';

/** Tooltip whose text is made from the place of the marks; nulls are left out, and so is an empty tooltip. */
export function tooltip(
  look: ChartLook,
  trigger: Trigger,
  line: (seriesIndex: number, dataIndex: number) => string | null,
  title: (seriesIndex: number, dataIndex: number) => string = () => '',
): TooltipComponentOption {
  return {
    trigger,
    renderMode: 'richText',
    confine: true,
    backgroundColor: look.surface,
    borderColor: look.line,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: look.ink, fontSize: look.fontSizePx, fontFamily: look.fontFamily, lineHeight: Math.round(look.fontSizePx * 1.5) },
    axisPointer: { type: 'line', lineStyle: { color: look.inkSoft, type: [3, 3] } },
    formatter: (params) => {
      const places = (Array.isArray(params) ? params : [params]) as readonly MarkPlace[];
      const lines = places.flatMap(({ seriesIndex, dataIndex, marker }) => {
        const text = line(seriesIndex, dataIndex);
        return text === null ? [] : [`${marker}${plain(text)}`];
      });
      const [first] = places;
      const head = first ? title(first.seriesIndex, first.dataIndex) : '';
      return lines.length === 0 ? '' : [...(head === '' ? [] : [plain(head)]), ...lines].join('\n');
    },
  };
}

/** Braces would begin a style of rich text. */
function plain(text: string): string {
  return text.replace(/[{}]/g, '');
}
