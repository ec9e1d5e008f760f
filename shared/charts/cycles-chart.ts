import type { PointResult } from '../result/schema.ts';
import { digits } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { activityColour, activityFamilies, activityFamily, actorColour, type ActivityFamily } from './colours.ts';
import { stackedBars, type Part } from './stacked-bars.ts';

export interface CyclesContext extends ChartContext {
  /** Stacked by what the cycles are spent on, or by who spends them. Default: by activity. */
  readonly by?: 'activity' | 'actor' | undefined;
}

const actors = ['guest', 'hypervisor', 'host', 'driver domain', 'device model', 'vhost worker', 'switch'] as const;

/** Busy cycles for each delivered frame, by technique at one setting, stacked by activity or actor. */
export function cyclesChart(points: readonly PointResult[], look: ChartLook, context: CyclesContext = {}): Chart {
  const byActor = context.by === 'actor';
  return stackedBars(points, look, context, {
    title: byActor ? 'Cycles per packet by actor' : 'Cycles per packet by activity',
    axisName: 'Busy cycles for each delivered frame',
    parts: (point) => (byActor ? partsBy(point, ({ actor }) => actor) : partsBy(point, ({ activity }) => activityFamily(activity))),
    order: byActor ? actors : activityFamilies,
    colour: (name) => (byActor ? actorColour(name, look) : activityColour(name as ActivityFamily, look)),
    format: digits,
    formatPart: digits,
    nothing: 'No frame was delivered: there are no cycles per packet.',
  });
}

type Spent = PointResult['cycles'][number];

function partsBy(point: PointResult, keyOf: (spent: Spent) => string): readonly Part[] {
  return [...Map.groupBy(point.cycles, keyOf)].map(([name, spent]) => ({
    name,
    value: spent.reduce((sum, { cyclesPerPacket }) => sum + cyclesPerPacket, 0),
    details: spent
      .toSorted((one, other) => other.cyclesPerPacket - one.cyclesPerPacket)
      .map(({ actor, activity, cyclesPerPacket }) => `${actor}, ${activity}: ${digits(cyclesPerPacket)}`),
  }));
}
