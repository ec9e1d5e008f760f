import type { PointResult } from '../result/schema.ts';
import { stageName } from '../simulated-names.ts';
import { words } from '../texts/words.ts';
import { formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { stageColour } from './colours.ts';
import { stackedBars } from './stacked-bars.ts';

export interface StagesContext extends ChartContext {
  /** Times, or shares of the mean latency: an overloaded technique dwarfs the times of the others. Default: shares. */
  readonly scale?: 'time' | 'share' | undefined;
}

/** In the order of a frame's way (docs/model.md). */
const stages = [
  'source queue',
  'wire',
  'NIC and DMA',
  'NIC receive ring',
  'host work',
  'backend queue',
  'backend work',
  'guest ring',
  'guest work',
  'socket queue',
  'application',
  'send queue',
  'transmit ring',
  'think time',
] as const;

/** Mean time of a delivered frame in each stage of its way; the stages sum to the mean latency. */
export function stagesChart(points: readonly PointResult[], look: ChartLook, context: StagesContext = {}): Chart {
  const texts = words().charts;
  const shares = context.scale !== 'time';
  return stackedBars(points, look, context, {
    key: 'stages',
    title: texts.inside.stages.title,
    axisName: shares ? texts.inside.stages.axes.share : texts.inside.stages.axes.time,
    parts: (point) => point.stages.map(({ stage, meanNs }) => ({ key: stage, value: meanNs })),
    order: stages,
    nameOf: stageName,
    colour: (stage) => stageColour(stage, look),
    format: formatTimeNs,
    formatPart: formatTimeNs,
    shares,
    nothing: texts.common.nothingDelivered,
  });
}
