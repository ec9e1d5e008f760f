/** Intervals drawn over lines and bars: a stem with two caps. */
import type { CustomSeriesOption } from 'echarts';

export interface Interval {
  /** Place on the other axis: a number, or the index of a name. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Where an interval about a value ends at least, in the unit of both: a log axis has no place for zero. */
export function lowEnd(low: number, value: number, scale: 'linear' | 'log' = 'linear'): number {
  return Math.max(scale === 'log' ? value * LOG_FLOOR : 0, low);
}

const LOG_FLOOR = 0.05;
const CAP_PX = 4;
/** Of the wide interval, which stands behind the other. */
const WIDE_CAP_PX = 6;

/** A series of the same name as what it belongs to, so that the legend hides both. */
export function errorBars(
  name: string,
  intervals: readonly Interval[],
  colour: string,
  direction: 'vertical' | 'horizontal',
  kind: 'plain' | 'wide' = 'plain',
): CustomSeriesOption {
  const vertical = direction === 'vertical';
  const wide = kind === 'wide';
  const capPx = wide ? WIDE_CAP_PX : CAP_PX;
  return {
    type: 'custom',
    name,
    silent: true,
    z: wide ? 4 : 5,
    animation: false,
    itemStyle: { color: colour },
    tooltip: { show: false },
    encode: vertical ? { x: 0, y: [1, 2] } : { x: [1, 2], y: 0 },
    data: intervals.map(({ at, low, high }) => [at, low, high]),
    renderItem: (_params, api) => {
      const at = Number(api.value(0));
      const place = (value: number): number[] => api.coord(vertical ? [at, value] : [value, at]);
      const [lowX = 0, lowY = 0] = place(Number(api.value(1)));
      const [highX = 0, highY = 0] = place(Number(api.value(2)));
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line' as const,
        shape: { x1, y1, x2, y2 },
        style: wide ? { stroke: colour, lineWidth: 1, lineDash: [1.5, 2.5] } : { stroke: colour, lineWidth: 1.4 },
      });
      const cap = (x: number, y: number) => (vertical ? line(x - capPx, y, x + capPx, y) : line(x, y - capPx, x, y + capPx));
      return { type: 'group', children: [line(lowX, lowY, highX, highY), cap(lowX, lowY), cap(highX, highY)] };
    },
  };
}
