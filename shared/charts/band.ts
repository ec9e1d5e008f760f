/** The area between two lines: a band around a curve. */
import type { CustomSeriesOption } from 'echarts';

export interface BandStep {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

const OPACITY = 0.18;

/** A series of the same name as the curve that it belongs to, so that the legend hides both. Drawn between each step and the next. */
export function band(name: string, steps: readonly BandStep[], colour: string): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    silent: true,
    z: 1,
    clip: true,
    animation: false,
    itemStyle: { color: colour },
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: steps.map(({ x, low, high }) => [x, low, high]),
    renderItem: ({ dataIndex }, api) => {
      const next = steps[dataIndex + 1];
      if (!next) return null;
      const corners = [
        [Number(api.value(0)), Number(api.value(1))],
        [next.x, next.low],
        [next.x, next.high],
        [Number(api.value(0)), Number(api.value(2))],
      ];
      return {
        type: 'polygon',
        shape: { points: corners.map((corner) => api.coord(corner)) as [number, number][] },
        style: { fill: colour, opacity: OPACITY },
      };
    },
  };
}
