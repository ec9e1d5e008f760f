/** The words of all charts: in the language of who reads them, while what is kept of a chart is the same in each. */
import { describe, expect, it } from 'vitest';
import type { CaptureProposal } from '../capture/proposal.ts';
import type { PointResult } from '../result/schema.ts';
import { inEnglish } from '../number-format.ts';
import { speaking } from '../texts/words.ts';
import { withBaseline } from './baseline-overlay.ts';
import { captureGapsChart, captureSizesChart } from './capture-charts.ts';
import type { Chart } from './chart.ts';
import { lightLook } from './chart-look.ts';
import { withView } from './chart-view.ts';
import { cyclesChart } from './cycles-chart.ts';
import { dropsChart } from './drops-chart.ts';
import { fairnessChart } from './fairness-chart.ts';
import { latencyCdfChart } from './latency-cdf-chart.ts';
import { latencyPercentileChart } from './latency-percentile-chart.ts';
import { lossChart } from './loss-chart.ts';
import { lossByRateChart, neighbourChart, neighbourMeasures, rateByFrameChart, scalingKneeChart } from './measurement-charts.ts';
import { point, refusedPoint, scenario } from './points.fixture.ts';
import { scalingChart, scalingMeasures } from './scaling-chart.ts';
import { stagesChart } from './stages-chart.ts';
import { throughputChart } from './throughput-chart.ts';
import { utilizationChart } from './utilization-chart.ts';
import { validationChart } from './validation-chart.ts';
import { welchChart } from './welch-chart.ts';

const context = { scenario: scenario(), lineRateGbps: 10 };
const lossy = { means: { lossRatio: 0.5 }, overloaded: true, drops: [{ place: 'tap queue', framesPerSecond: 5000, share: 1 }] };
const warmup = { sliceMs: 1, latencyNs: [1000, 2000, 3000], cutsMs: [1, 2] };
const vms = [
  [1000, 1000],
  [500, 1000],
] as const;
const fixed = [point('sriov', { vms, warmup }), point('emulated', { ...lossy, vms })];
const swept = [10, 30].flatMap((load) => [point('sriov', { load, vms }), point('emulated', { load, ...lossy })]);

const look = lightLook;
const capture = {
  sizes: [{ frameBytes: 64, share: 1 }],
  gapsNs: [1000, 2000, 3000],
  fittedGapsNs: [1000, 2000, 3000],
  fit: { chosen: 'exponential' },
} as unknown as CaptureProposal;
const validated = {
  ...{ technique: 'sriov', experiment: 'of a paper', title: 'at 64 bytes', published: 10, simulated: 11, unit: 'Gbit/s' },
  ...{ tolerance: 0.2, bound: null, verdict: 'within' },
} as unknown as Parameters<typeof validationChart>[0][number];

/** Every chart with each of its measures, of points at one setting and along one. */
const charts: Readonly<Record<string, () => Chart>> = {
  ...Object.fromEntries(
    Object.entries({ fixed, swept }).flatMap(([name, points]) =>
      Object.entries(ofPoints(points)).map(([chart, build]) => [`${chart}, ${name}`, build] as const),
    ),
  ),
  'nothing lost': () => lossChart([point('sriov')], look, context),
  'no points': () => throughputChart([], look, context),
  'no distribution': () => latencyCdfChart([], look, context),
  pinned: () => withBaseline(throughputChart(fixed, look, context), throughputChart(fixed, look, context), look),
  'capture, sizes': () => captureSizesChart(capture, look),
  'capture, gaps': () => captureGapsChart(capture, look),
  validation: () => validationChart([validated, { ...validated, published: 0 }], look),
};

function ofPoints(points: readonly PointResult[]): Readonly<Record<string, () => Chart>> {
  return {
    frames: () => throughputChart(points, look, context),
    bits: () => throughputChart(points, look, { ...context, measure: 'bits' }),
    loss: () => lossChart(points, look, context),
    ...Object.fromEntries(
      (['mean', 'p50', 'p99', 'p999'] as const).map((measure) => [
        `latency, ${measure}`,
        () => latencyPercentileChart(points, look, { ...context, measure }),
      ]),
    ),
    ...Object.fromEntries(scalingMeasures.map((measure) => [measure, () => scalingChart(points, look, { ...context, measure })])),
    distribution: () => latencyCdfChart(points, look, context),
    cycles: () => cyclesChart(points, look, context),
    'cycles by actor': () => cyclesChart(points, look, { ...context, by: 'actor' }),
    stages: () => stagesChart(points, look, context),
    'stages, times': () => stagesChart(points, look, { ...context, scale: 'time' }),
    drops: () => dropsChart(points, look, context),
    utilization: () => utilizationChart(points, look, context),
    fairness: () => fairnessChart(points, look, context),
    'fairness of all': () => fairnessChart(points, look, { ...context, share: 'of-total' }),
    'warm-up': () => welchChart(points, look, context),
    'rate by frame': () => rateByFrameChart(points, look, context),
    'loss by rate': () => lossByRateChart(points, look, context),
    knee: () => scalingKneeChart(points, look, context),
    ...Object.fromEntries(
      neighbourMeasures.map((measure) => [`victims, ${measure}`, () => neighbourChart(points, look, { ...context, measure })]),
    ),
  };
}

const MARKED = /^⟦.+⟧$/s;
/** What has no words of a language: techniques, VMs, resources as the lab names them. */
const NAMES = new Set(['sriov', 'emulated', 'vm-1', 'vm-2', 'exponential']);

function wordsOf({ title, summary, nothing, notes, option, legend, rows, table }: Chart): string[] {
  const axes = [option.xAxis, option.yAxis] as readonly {
    readonly name?: string;
    readonly type?: string;
    readonly data?: readonly string[];
  }[];
  const names = axes.flatMap((axis) => [axis.name ?? '', ...(axis.data ?? [])]);
  const series = (option.series as readonly { readonly name?: string }[]).map(({ name = '' }) => name);
  const shown = [title, summary, nothing, ...notes, ...names, ...series, ...table.columns, ...[...legend, ...rows].map(({ name }) => name)];
  return shown.filter((text) => text !== '' && !NAMES.has(text));
}

describe.each(Object.entries(charts))('%s', (_name, build) => {
  it('has no words that are not of the language', () => {
    const words = speaking('en-XA', () => wordsOf(build()));
    expect(words.filter((text) => !MARKED.test(text))).toEqual([]);
  });

  it('is known by the same keys in each language, and has the same colours', () => {
    const kept = ({ key, legend, rows, option }: Chart) => ({
      key,
      legend: legend.map((entry) => [entry.key, entry.technique]),
      rows: rows.map((row) => [row.key, row.technique]),
      colours: JSON.stringify(option.series).match(/#[0-9a-f]{6}/g),
    });
    expect(speaking('en-XA', () => kept(build()))).toEqual(kept(build()));
  });

  it('has English data for files', () => {
    expect(speaking('en-XA', () => inEnglish(() => build().table))).toEqual(build().table);
  });
});

it('has charts of different keys', () => {
  const titles = new Map(Object.values(charts).map((build) => [build().key, build().title]));
  expect(new Set(titles.values()).size).toBe(titles.size);
});

it('keeps aside what was put aside when the language changes', () => {
  const hidden = throughputChart(swept, look, context)
    .legend.filter(({ name }) => name === 'Offered')
    .map(({ key }) => key);
  const { option, legend } = speaking('en-XA', () => throughputChart(swept, look, context));
  expect(withView(option, legend, { hidden }).legend).toMatchObject({
    selected: { [speaking('en-XA', () => legend[2]?.name ?? '')]: false },
  });
});

it('lays a pinned run behind the rows of the same points, whether they were overloaded or not', () => {
  const before = throughputChart([point('sriov', { overloaded: true })], look, context);
  const { option } = withBaseline(throughputChart([point('sriov')], look, context), before, look);
  expect(option.series).toContainEqual(expect.objectContaining({ name: 'Pinned run', data: [[800_000, 0]] }));
});

it('says who is refused in the language of who reads it, and why as the lab says it', () => {
  const { notes } = speaking('en-XA', () => throughputChart([refusedPoint('vmdq', 'Why.')], look, context));
  expect(notes).toEqual([expect.stringMatching(/^⟦vmdq ís léft óút/)]);
});
