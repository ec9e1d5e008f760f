import type { PointResult } from '../result/schema.ts';
import { formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { orderedColour } from './colours.ts';
import { stackedBars } from './stacked-bars.ts';

/** Places where frames are lost, in the order of a frame's way from the wire; further places follow. */
const places = ['NIC ring without descriptor', 'tap queue', 'netback queue'];

/** Lost frames per second by place. */
export function dropsChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const named = [...new Set([...places, ...points.flatMap(({ drops }) => drops.map(({ place }) => place))])];
  return stackedBars(points, look, context, {
    title: 'Drops by place',
    axisName: 'Lost, frames per second (pps)',
    parts: ({ drops }) => drops.map(({ place, framesPerSecond }) => ({ name: place, value: framesPerSecond })),
    order: named,
    colour: (place) => orderedColour(named.indexOf(place), look),
    format: (value) => formatRate(value, 'pps'),
    formatPart: (value) => formatRate(value, 'pps'),
    nothing: 'No frame was lost in the measured window.',
  });
}
