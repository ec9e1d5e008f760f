import type { PointResult } from '../result/schema.ts';
import { activityFamilyName, activityName, actorName } from '../simulated-names.ts';
import { words } from '../texts/words.ts';
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
  const texts = words().charts.inside.cycles;
  const by = context.by ?? 'activity';
  const byActor = by === 'actor';
  return stackedBars(points, look, context, {
    key: `cycles-${by}`,
    title: texts.titles[by],
    axisName: texts.axis,
    parts: (point) => (byActor ? partsBy(point, ({ actor }) => actor) : partsBy(point, ({ activity }) => activityFamily(activity))),
    order: byActor ? actors : activityFamilies,
    nameOf: byActor ? actorName : activityFamilyName,
    colour: (part) => (byActor ? actorColour(part, look) : activityColour(part as ActivityFamily, look)),
    format: digits,
    formatPart: digits,
    nothing: texts.nothing,
  });
}

type Spent = PointResult['cycles'][number];

function partsBy(point: PointResult, keyOf: (spent: Spent) => string): readonly Part[] {
  const texts = words().charts.inside.cycles;
  return [...Map.groupBy(point.cycles, keyOf)].map(([key, spent]) => ({
    key,
    value: spent.reduce((sum, { cyclesPerPacket }) => sum + cyclesPerPacket, 0),
    details: spent
      .toSorted((one, other) => other.cyclesPerPacket - one.cyclesPerPacket)
      .map(({ actor, activity, cyclesPerPacket }) => texts.spent(actorName(actor), activityName(activity), digits(cyclesPerPacket))),
  }));
}
