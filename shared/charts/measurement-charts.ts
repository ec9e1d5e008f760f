/** What benchmark methods measured: rate against frame size, loss against rate, scaling with its knee, victims against their neighbour. */
import type { Measurement, MeasurementKind, MeasurementOf } from '../result/measurement.ts';
import type { PointSummary } from '../result/point-summary.ts';
import { words } from '../texts/words.ts';
import { digits, formatPercent, formatRate, formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { techniqueStyle } from './colours.ts';
import { curveChart, type Curve, type CurvePlace } from './curve-chart.ts';
import { pointRows } from './point-series.ts';
import { WIRE_OVERHEAD_BYTES } from './wire-limit.ts';

type Measured<Point extends PointSummary> = Point & { readonly measurement: Measurement };

/** Points that a method measured. */
export function withMeasurement<Point extends PointSummary>(points: readonly Point[]): readonly Measured<Point>[] {
  return points.filter((point): point is Measured<Point> => point.measurement !== undefined);
}

/** A rate that a method found at a point; several where it has several goals. */
interface FoundRate {
  readonly name: string;
  readonly pps: number;
  readonly irregular: boolean;
}

function foundRates(measurement: Measurement): FoundRate[] {
  const found = (name: string, pps: number | null, irregular = false): FoundRate[] => (pps === null ? [] : [{ name, pps, irregular }]);
  switch (measurement.kind) {
    case 'throughput':
    case 'latency':
    case 'back-to-back':
    case 'system-recovery':
      return found('', measurement.throughputPps);
    case 'frame-loss':
      return found('', measurement.losslessPps);
    case 'mlrsearch':
      return measurement.goals.flatMap(({ name, throughputPps, irregular }) => found(name, throughputPps, irregular));
    case 'vm-scaling':
    case 'noisy-neighbour':
    case 'fairness':
      return [];
  }
}

/** Rate against frame size with the theoretical maximum (RFC 2544 section 26.1). */
export function rateByFrameChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext = {}): Chart {
  const texts = words().charts.methods.rateByFrame;
  const measured = withMeasurement(points);
  const places = measured.flatMap(({ technique, techniqueName, measurement }) =>
    foundRates(measurement).map(({ name, pps, irregular }) => ({
      key: `${technique} ${name}`,
      label: name === '' ? technique : texts.goal(technique, name),
      technique,
      techniqueName,
      place: { x: measurement.meanFrameBytes, y: pps, marked: irregular },
    })),
  );
  const groups = [...Map.groupBy(places, ({ key }) => key)];
  const names = new Map<string, number>();
  const curves = groups.flatMap(([key, own]): Curve[] => {
    const [first] = own;
    if (!first) return [];
    // Goals of one technique are told apart as variants of it are.
    const variant = names.get(first.techniqueName) ?? 0;
    names.set(first.techniqueName, variant + 1);
    const style = techniqueStyle(first.techniqueName, variant, look);
    return [{ key, label: first.label, technique: first.technique, style, places: ascending(own.map(({ place }) => place)) }];
  });
  const isWire = measured.every(({ measurement }) => measurement.maximumIsWire);
  return curveChart(look, {
    key: 'rate-by-frame',
    title: texts.title,
    summary: texts.summary(listOf(measured, context)),
    x: { name: texts.axes.size, format: digits },
    y: { name: texts.axes.rate, format: (value) => formatRate(value, 'pps'), scale: 'log' },
    curves,
    reference: {
      name: isWire ? texts.wireMaximum : texts.largestLoad,
      places: maximumBetween(measured),
    },
    nothing: curves.length === 0 ? texts.nothing : '',
    notes: places.some(({ place }) => place.marked) ? [texts.irregular] : [],
  });
}

/** Between the sizes that were measured the wire's rate is that of the frame with its gap; a largest load that the scenario sets is the same. */
function maximumBetween(measured: readonly Measured<PointSummary>[]): CurvePlace[] {
  const known = ascending(measured.map(({ measurement: { meanFrameBytes, maximumPps } }) => ({ x: meanFrameBytes, y: maximumPps })));
  const isWire = measured.every(({ measurement }) => measurement.maximumIsWire);
  return known.flatMap((place, i) => {
    const next = known[i + 1];
    if (!isWire || !next || next.x === place.x) return [place];
    const steps = Array.from({ length: STEPS_BETWEEN }, (_, step) => place.x + ((next.x - place.x) * step) / STEPS_BETWEEN);
    return steps.map((x) => ({ x, y: (place.y * (place.x + WIRE_OVERHEAD_BYTES)) / (x + WIRE_OVERHEAD_BYTES) }));
  });
}

const STEPS_BETWEEN = 24;

/** Every trial: loss against load. */
export function lossByRateChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext = {}): Chart {
  const texts = words().charts.methods.lossByRate;
  const rows = pointRows(withMeasurement(points), look, context);
  const curves = rows.map(({ point, ...row }): Curve => ({
    ...row,
    places: ascending((point.measurement?.trials ?? []).map(({ loadPps, lossRatio }) => ({ x: loadPps, y: lossRatio }))),
  }));
  return curveChart(look, {
    key: 'loss-by-rate',
    title: texts.title,
    summary: texts.summary(rows.map(({ label }) => label).join(', ')),
    x: { name: texts.axes.load, format: (value) => formatRate(value, 'pps') },
    y: { name: texts.axes.loss, format: formatPercent },
    curves,
    scattered: true,
    nothing: curves.every(({ places }) => places.length === 0) ? texts.nothing : '',
    notes: [],
  });
}

/** Throughput against the number of VMs; the knee is hollow. */
export function scalingKneeChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext = {}): Chart {
  const texts = words().charts.methods.scalingKnee;
  const curves = curvesOf(points, 'vm-scaling', look, context, ({ steps, kneeVms }) =>
    steps.map(({ vms, throughputPps }) => ({ x: vms, y: throughputPps ?? 0, marked: vms === kneeVms })),
  );
  return curveChart(look, {
    key: 'scaling-knee',
    title: texts.title,
    summary: texts.summary,
    x: { name: texts.axes.vms, format: digits },
    y: { name: texts.axes.throughput, format: (value) => formatRate(value, 'pps') },
    curves,
    nothing: curves.length === 0 ? texts.nothing : '',
    notes: [texts.knee],
  });
}

export const neighbourMeasures = ['p50', 'p99', 'p999', 'ndr'] as const;
export type NeighbourMeasure = (typeof neighbourMeasures)[number];

/** Latency or lossless load of the victims against the load of their neighbour. */
export function neighbourChart(
  points: readonly PointSummary[],
  look: ChartLook,
  context: ChartContext & { readonly measure?: NeighbourMeasure | undefined } = {},
): Chart {
  const texts = words().charts.methods.neighbour;
  const measure = context.measure ?? 'p99';
  const key = ({ p50: 'p50Ns', p99: 'p99Ns', p999: 'p999Ns', ndr: 'ndrPps' } as const)[measure];
  const curves = curvesOf(points, 'noisy-neighbour', look, context, ({ levels }) =>
    levels.flatMap((level) => {
      const value = level[key];
      return value === null ? [] : [{ x: level.share, y: value }];
    }),
  );
  const name = ({ p50: 'p50', p99: 'p99', p999: 'p99.9', ndr: 'NDR' } as const)[measure];
  return curveChart(look, {
    key: measure === 'ndr' ? 'neighbour-ndr' : 'neighbour-latency',
    title: measure === 'ndr' ? texts.titles.ndr : texts.titles.latency,
    summary: texts.summary(name),
    x: { name: texts.load, format: formatPercent },
    y: {
      name: measure === 'ndr' ? texts.ndr : texts.latency(name),
      format: measure === 'ndr' ? (value) => formatRate(value, 'pps') : formatTimeNs,
    },
    curves,
    nothing: curves.length === 0 ? texts.nothing : '',
    notes: [],
  });
}

function curvesOf<Kind extends MeasurementKind>(
  points: readonly PointSummary[],
  kind: Kind,
  look: ChartLook,
  context: ChartContext,
  placesOf: (measurement: MeasurementOf<Kind>) => CurvePlace[],
): Curve[] {
  return pointRows(withMeasurement(points), look, context).flatMap(({ point: { measurement }, ...row }) => {
    const places = measurement?.kind === kind ? placesOf(measurement as MeasurementOf<Kind>) : [];
    return places.length === 0 ? [] : [{ ...row, places }];
  });
}

function ascending(places: readonly CurvePlace[]): CurvePlace[] {
  return places.toSorted((one, other) => one.x - other.x);
}

function listOf(points: readonly PointSummary[], { scenario }: ChartContext): string {
  const order = scenario?.techniques.map((choice) => choice.label ?? choice.name) ?? [];
  const names = [...new Set(points.map(({ technique }) => technique))];
  return names.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)).join(', ');
}
