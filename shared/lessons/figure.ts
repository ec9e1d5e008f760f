/** A figure of a result that a lesson asks for or explains, named by technique, settings and metric: always read off the points, never written down. */
import { z } from 'zod';
import { metricOf } from '../charts/point-series.ts';
import { settingText } from '../charts/setting-name.ts';
import { metricTitle, metricUnits } from '../result/metric-titles.ts';
import { metricNames, type MetricName, type PointResult } from '../result/schema.ts';
import { settingValueSchema, type Scenario } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import { digits, formatMetric, formatPercent, formatRate } from '../units.ts';

const place = z.strictObject({
  technique: z.string().min(1).max(64).describe('Label of the technique, or its name where it has no label.'),
  at: z
    .record(z.string(), settingValueSchema)
    .default({})
    .describe('Swept settings by path, as many as are needed to name one point: {"vms.0.count": 8}.'),
  vms: z.string().min(1).max(64).optional().describe('VM group: the mean of its VMs. Default: the whole point.'),
});
export type Place = z.output<typeof place>;

export const figureSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('metric').describe('A metric at a point.'), metric: z.enum(metricNames), of: place }),
    z.strictObject({
      kind: z.literal('ratio').describe('A metric at one point over that at another.'),
      metric: z.enum(metricNames),
      of: place,
      to: place,
    }),
    z.strictObject({
      kind: z.literal('cycles-share').describe('Share of the cycles of a packet that some actors or activities take, 0 to 1.'),
      of: place,
      title: z.string().min(1).max(120).describe('What they are together: "exits and the device model".'),
      actors: z.array(z.string().min(1)).min(1).optional().describe('Actors as in the results: "device model". Default: all.'),
      activities: z.array(z.string().min(1)).min(1).optional().describe('Activities as in the results: "copy". Default: all.'),
    }),
    z.strictObject({
      kind: z.literal('carried-up-to').describe('Largest value of a swept number up to which the offered load is carried.'),
      of: place,
      along: z.string().min(1).max(200).describe('Path of the swept setting.'),
    }),
    z.strictObject({ kind: z.literal('bottleneck').describe('What limits a point, in a sentence; it has no value.'), of: place }),
  ])
  .describe('A figure of the result.');
export type Figure = z.output<typeof figureSchema>;

export interface ReadFigure {
  /** In the base unit of the metric; a plain number for ratios and shares; null where the figure is a sentence only. */
  readonly value: number | null;
  readonly sentence: string;
}

/** Points, and the scenario for the names of settings. */
export interface FigureSource {
  readonly points: readonly PointResult[];
  readonly scenario: Scenario;
}

/** Edges of a run leave some frames in flight: below this part of what is offered a point does not carry it. */
const CARRIED_PART = 0.97;

/** Points that a figure is read off: the first that fits, or all of them on a line. */
export interface AskedPlace extends Pick<Place, 'technique' | 'at'> {
  readonly isLine: boolean;
}

export function placesOfFigure(figure: Figure): readonly AskedPlace[] {
  const { technique, at } = figure.of;
  switch (figure.kind) {
    case 'carried-up-to':
      return [{ technique, at: Object.fromEntries(Object.entries(at).filter(([path]) => path !== figure.along)), isLine: true }];
    case 'ratio':
      return [figure.of, figure.to].map((place) => ({ technique: place.technique, at: place.at, isLine: false }));
    default:
      return [{ technique, at, isLine: false }];
  }
}

/** Null where the result has no such point, or the point has no figures. */
export function readFigure(figure: Figure, source: FigureSource): ReadFigure | null {
  const point = figure.kind === 'carried-up-to' ? null : pointAt(figure.of, source);
  switch (figure.kind) {
    case 'metric':
      return point && metricFigure(figure.metric, figure.of, point, source);
    case 'ratio': {
      const other = pointAt(figure.to, source);
      return point && other && ratioFigure(figure, point, other, source);
    }
    case 'cycles-share':
      return point && shareFigure(figure, point, source);
    case 'carried-up-to':
      return carriedFigure(figure, source);
    case 'bottleneck':
      return point && { value: null, sentence: words().lessons.figure.bottleneck(placeText(figure.of, source), point.bottleneck.sentence) };
  }
}

export function placeText({ technique, at, vms }: Place, { scenario }: FigureSource): string {
  const settings = Object.entries(at).map(([path, value]) => settingText(path, value, scenario));
  return [vms === undefined ? technique : words().lessons.figure.vmsOf(technique, vms), ...settings].join(', ');
}

/** In the words of a sentence: `12.3 µs`, `3.4 times`, `45 %`. */
export function figureText(figure: Figure, value: number): string {
  switch (figure.kind) {
    case 'metric':
      return formatMetric(value, metricUnits[figure.metric]);
    case 'ratio':
      return words().lessons.figure.times(digits(value));
    case 'cycles-share':
      return formatPercent(value);
    default:
      return digits(value);
  }
}

function pointAt({ technique, at }: Place, { points }: FigureSource): PointResult | null {
  const found = points.find(
    (point) => point.technique === technique && Object.entries(at).every(([path, value]) => point.settings[path] === value),
  );
  return found && found.refusal === null && found.replications > 0 ? found : null;
}

function valueAt(metric: MetricName, { vms }: Place, point: PointResult): number | null {
  if (vms === undefined) return metricOf(point, metric).mean;
  const values = point.vms.filter(({ name }) => name.replace(/-\d+$/, '') === vms).flatMap(({ metrics }) => metrics[metric]?.mean ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function metricFigure(metric: MetricName, of: Place, point: PointResult, source: FigureSource): ReadFigure | null {
  const value = valueAt(metric, of, point);
  if (value === null) return null;
  const title = metricTitle(metric);
  const unit = metricUnits[metric];
  return { value, sentence: words().lessons.figure.metric(title, placeText(of, source), formatMetric(value, unit)) };
}

function ratioFigure(
  figure: Extract<Figure, { kind: 'ratio' }>,
  one: PointResult,
  other: PointResult,
  source: FigureSource,
): ReadFigure | null {
  const [value, base] = [valueAt(figure.metric, figure.of, one), valueAt(figure.metric, figure.to, other)];
  if (value === null || base === null || base === 0) return null;
  const title = metricTitle(figure.metric);
  const unit = metricUnits[figure.metric];
  const ratio = value / base;
  return {
    value: ratio,
    sentence: words().lessons.figure.ratio(
      title,
      formatMetric(value, unit),
      placeText(figure.of, source),
      formatMetric(base, unit),
      placeText(figure.to, source),
      digits(ratio),
    ),
  };
}

/** Actors and activities that a share names. */
const MOST_PARTS = 3;

function shareFigure(figure: Extract<Figure, { kind: 'cycles-share' }>, point: PointResult, source: FigureSource): ReadFigure {
  const texts = words().lessons.figure;
  const own = point.cycles.filter(
    ({ actor, activity }) => (figure.actors?.includes(actor) ?? true) && (figure.activities?.includes(activity) ?? true),
  );
  const share = own.reduce((sum, entry) => sum + entry.share, 0);
  const cycles = own.reduce((sum, entry) => sum + entry.cyclesPerPacket, 0);
  const largest = own
    .toSorted((one, other) => other.share - one.share)
    .slice(0, MOST_PARTS)
    .map(({ actor, activity, cyclesPerPacket }) => texts.part(actor, activity, digits(cyclesPerPacket)))
    .join(', ');
  const all = digits(metricOf(point, 'cyclesPerPacket').mean);
  const place = placeText(figure.of, source);
  const [size, percent] = [digits(cycles), formatPercent(share)];
  if (own.length < 2) return { value: share, sentence: texts.cyclesShare(place, figure.title, size, all, percent) };
  const parts = own.length > MOST_PARTS ? texts.partsAndMore(largest) : largest;
  return { value: share, sentence: texts.cyclesShareWithParts(place, figure.title, size, all, percent, parts) };
}

function carriedFigure({ of, along }: Extract<Figure, { kind: 'carried-up-to' }>, source: FigureSource): ReadFigure | null {
  const steps = source.points
    .filter(
      (point) =>
        point.technique === of.technique &&
        point.refusal === null &&
        point.replications > 0 &&
        Object.entries(of.at).every(([path, value]) => path === along || point.settings[path] === value),
    )
    .flatMap((point) => (typeof point.settings[along] === 'number' ? [{ at: point.settings[along], point }] : []))
    .sort((one, other) => one.at - other.at);
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last) return null;
  const bend = steps.findIndex(({ point }) => !carries(point));
  const text = (at: number): string => settingText(along, at, source.scenario);
  const who = placeText({ ...of, at: {} }, source);
  const texts = words().lessons.figure;
  if (bend < 0) return { value: last.at, sentence: texts.carriedAtEveryStep(who, text(last.at), ...rates(last.point)) };
  const broken = steps[bend] ?? last;
  if (bend === 0) return { value: 0, sentence: texts.carriedAtNoStep(who, text(first.at), ...rates(first.point)) };
  const held = steps[bend - 1] ?? first;
  const [heldRate] = rates(held.point);
  return { value: held.at, sentence: texts.carriedUpTo(who, text(held.at), heldRate, text(broken.at), ...rates(broken.point)) };
}

function carries(point: PointResult): boolean {
  return !point.overloaded && metricOf(point, 'deliveredPps').mean >= CARRIED_PART * metricOf(point, 'offeredPps').mean;
}

function rates(point: PointResult): readonly [delivered: string, offered: string] {
  return [formatRate(metricOf(point, 'deliveredPps').mean, 'pps'), formatRate(metricOf(point, 'offeredPps').mean, 'pps')];
}
