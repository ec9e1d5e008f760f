import type { PointResult } from '../result/schema.ts';
import { placeName } from '../simulated-names.ts';
import { words } from '../texts/words.ts';
import { formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { orderedColour } from './colours.ts';
import { stackedBars } from './stacked-bars.ts';

/** Places where frames are lost, in the order of a frame's way from the wire; further places follow. */
const places = ['NIC ring without descriptor', 'tap queue', 'netback queue'] as const;

/** Lost frames per second by place. */
export function dropsChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const texts = words().charts;
  const order = [...new Set<string>([...places, ...points.flatMap(({ drops }) => drops.map(({ place }) => place))])];
  return stackedBars(points, look, context, {
    key: 'drops',
    title: texts.inside.drops.title,
    axisName: texts.inside.drops.axis,
    parts: ({ drops }) => drops.map(({ place, framesPerSecond }) => ({ key: place, value: framesPerSecond })),
    order,
    nameOf: placeName,
    colour: (place) => orderedColour(order.indexOf(place), look),
    format: (value) => formatRate(value, 'pps'),
    formatPart: (value) => formatRate(value, 'pps'),
    nothing: texts.common.nothingLost,
  });
}
