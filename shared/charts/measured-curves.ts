/** Measured distributions of latency in the chart of the simulated ones: dotted, in the colour of their technique where they are of one alone. */
import type { LineSeriesOption } from 'echarts';
import { quantileOf, type ComparedDistribution } from '../measured/beside-distributions.ts';
import { words } from '../texts/words.ts';
import { formatPercent, formatTimeNs } from '../units.ts';
import type { LegendEntry } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { measuredKey, measuredName, MEASURED_SYMBOL } from './measured-marks.ts';
import type { PointRow } from './point-series.ts';

export interface MeasuredCurve {
  readonly name: string;
  readonly legend: LegendEntry;
  readonly series: LineSeriesOption;
  /** What was timed, as a sentence. */
  readonly note: string;
  readonly latenciesNs: readonly number[];
  /** Latency of a share of the samples in words; a dash where the distribution ends before. */
  readonly quantileText: (probability: number) => string;
  /** `Measured, emulated: 99 % within 30 µs`. */
  readonly lineOf: (dataIndex: number) => string | null;
}

const DASH = [1.5, 2.5];
const SYMBOL_PX = 13;
/** Enough to tell the line from a simulated one. */
const MARKS = 8;

/** Of the distributions that lie beside one of the rows. */
export function measuredCurves(
  distributions: readonly ComparedDistribution[],
  rows: readonly PointRow[],
  look: ChartLook,
): readonly MeasuredCurve[] {
  return distributions.flatMap((distribution) => {
    const beside = rows.filter(({ point }) => distribution.pointIds.includes(point.id));
    const [first] = beside;
    // A log axis has no place for zero.
    const steps = distribution.steps.filter(({ ns }) => ns > 0);
    if (!first || steps.length === 0) return [];
    return [curve({ ...distribution, steps }, beside.length === 1 ? first.style.colour : look.ink, look)];
  });
}

function curve({ label, quantity, steps }: ComparedDistribution, colour: string, look: ChartLook): MeasuredCurve {
  const texts = words().charts;
  const name = measuredName(label);
  const markEvery = Math.ceil(steps.length / MARKS);
  return {
    name,
    legend: { key: measuredKey(label), name, colour, symbol: MEASURED_SYMBOL, dash: DASH },
    series: {
      type: 'line',
      name,
      symbol: MEASURED_SYMBOL,
      showAllSymbol: true,
      z: 4,
      lineStyle: { color: colour, width: 2, type: DASH },
      itemStyle: { color: colour, borderColor: look.surface, borderWidth: 1 },
      emphasis: { focus: 'series' },
      data: steps.map(({ ns, probability }, step) => ({
        value: [ns, probability],
        symbolSize: step % markEvery === markEvery - 1 ? SYMBOL_PX : 0,
      })),
    },
    note: texts.common.measured.note(name, quantity),
    latenciesNs: steps.map(({ ns }) => ns),
    quantileText(probability) {
      const ns = quantileOf({ steps }, probability);
      return ns === null ? '–' : formatTimeNs(ns);
    },
    lineOf(dataIndex) {
      const step = steps[dataIndex];
      if (!step) return null;
      return texts.common.line(name, texts.metric.distribution.within(formatPercent(step.probability), formatTimeNs(step.ns)));
    },
  };
}
