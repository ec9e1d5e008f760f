/** What a run shows, in words: which technique does most with a core, which carry the load, and how sure that is. */
import { measuredPoints, metricOf } from '../../shared/charts/point-series.ts';
import { settingsText } from '../../shared/charts/setting-name.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { digits, formatMetric, formatPercent, formatRate } from '../../shared/units.ts';

/** Throughput for each core kept busy, with the half-width of its 95 % interval. */
export interface CoreThroughput {
  readonly point: PointResult;
  readonly bps: number;
  /** Null with one replication. */
  readonly ci95: number | null;
}

export interface SettingVerdict {
  /** "Offered load 80 % of line rate"; empty for a run with one setting. */
  readonly setting: string;
  /** Techniques that were simulated, the baseline too. */
  readonly measured: readonly PointResult[];
  /** Virtualized techniques by throughput per core, best first. */
  readonly ranking: readonly CoreThroughput[];
  readonly baseline: CoreThroughput | null;
  /** The best, and whether it is really ahead of the next. */
  readonly sentence: string;
  readonly confidence: string;
}

export function settingVerdicts({ scenario, points }: RunResult): readonly SettingVerdict[] {
  return [...Map.groupBy(points, ({ settings }) => settingsText(settings, scenario))].map(([setting, members]) =>
    verdictOf(setting, members),
  );
}

function verdictOf(setting: string, points: readonly PointResult[]): SettingVerdict {
  const measured = measuredPoints(points);
  const all = measured.flatMap((point) => coreThroughput(point) ?? []);
  // Without virtualization is the baseline, not a choice.
  const ranking = all.filter(({ point }) => point.techniqueName !== 'native').toSorted((one, other) => other.bps - one.bps);
  const baseline = all.find(({ point }) => point.techniqueName === 'native') ?? null;
  return { setting, measured, ranking, baseline, ...bestInWords(ranking, baseline) };
}

/** Null where nothing was delivered. The interval is that of cycles per packet, which varies as the inverse. */
export function coreThroughput(point: PointResult): CoreThroughput | null {
  const busyCores = point.resources.reduce((sum, { kind, utilization }) => sum + (kind === 'core' ? utilization : 0), 0);
  const delivered = metricOf(point, 'deliveredBps').mean;
  if (busyCores <= 0 || delivered <= 0) return null;
  const bps = delivered / busyCores;
  const { mean, ci95 } = metricOf(point, 'cyclesPerPacket');
  return { point, bps, ci95: ci95 === null || mean <= 0 ? null : (bps * ci95) / mean };
}

function bestInWords(ranking: readonly CoreThroughput[], baseline: CoreThroughput | null): Pick<SettingVerdict, 'sentence' | 'confidence'> {
  const [best, next] = ranking;
  if (!best) return { sentence: 'No virtualized technique was simulated and delivered frames.', confidence: '' };
  const ofBaseline = baseline ? `, ${formatPercent(best.bps / baseline.bps)} of ${baseline.point.technique}` : '';
  if (!next) return { sentence: `${best.point.technique} carries ${coreText(best)} per busy core${ofBaseline}.`, confidence: '' };
  return {
    sentence: `${best.point.technique} gives most throughput per busy core: ${coreText(best)}${ofBaseline}; next is ${next.point.technique} with ${coreText(next)}.`,
    confidence: confidenceOf(best, next),
  };
}

/** Independent intervals are assumed; common random numbers make the real uncertainty of the difference smaller. */
function confidenceOf(best: CoreThroughput, next: CoreThroughput): string {
  const lead = best.bps - next.bps;
  if (best.ci95 === null || next.ci95 === null) return 'With one replication nothing can be said about chance.';
  const uncertainty = Math.hypot(best.ci95, next.ci95);
  return lead > uncertainty
    ? `The lead of ${formatPercent(lead / next.bps)} is more than chance (95 % confidence).`
    : 'The two cannot be told apart with 95 % confidence: more replications or longer runs would be needed.';
}

/** The run in a few sentences, the most telling first. */
export function headlines(result: RunResult, verdicts: readonly SettingVerdict[]): readonly string[] {
  const measured = verdicts.filter(({ measured: points }) => points.length > 0);
  const last = measured.at(-1);
  if (!last) return nothingMeasured(result.points);
  return [...leaders(measured), `${at(last)}${last.sentence} ${last.confidence}`.trim(), loadSentence(last), latencySentence(last)].filter(
    (sentence) => sentence !== '',
  );
}

function nothingMeasured(points: readonly PointResult[]): readonly string[] {
  if (points.length === 0) return ['No point of the run was finished: there are no results.'];
  const reasonOf = ({ refusal, remarks }: PointResult): string =>
    refusal ?? (remarks.length > 0 ? remarks.join(' ') : 'no replication was finished.');
  const reasons = new Set(points.map((point) => `${point.technique}: ${reasonOf(point)}`));
  return ['No technique gave figures in this scenario.', ...reasons];
}

/** Over several settings: how often each technique leads. */
function leaders(verdicts: readonly SettingVerdict[]): readonly string[] {
  if (verdicts.length < 2) return [];
  const leading = verdicts.flatMap(({ ranking: [best] }) => (best ? [best.point.technique] : []));
  const counts = [...Map.groupBy(leading, (technique) => technique)]
    .map(([technique, times]) => ({ technique, times: times.length }))
    .toSorted((one, other) => other.times - one.times);
  const [first, ...others] = counts;
  if (!first) return [];
  if (others.length === 0) return [`${first.technique} gives most throughput per busy core at all ${verdicts.length} settings.`];
  const words = others.map(({ technique, times }) => `${technique} at ${times}`).join(', ');
  return [`${first.technique} gives most throughput per busy core at ${first.times} of ${verdicts.length} settings; ${words}.`];
}

function loadSentence(verdict: SettingVerdict): string {
  const failing = verdict.measured.filter(({ overloaded }) => overloaded);
  if (failing.length === 0)
    return `${at(verdict)}${verdict.measured.length === 1 ? 'The technique carries' : 'All techniques carry'} what is offered.`;
  const words = failing.map(
    (point) =>
      `${point.technique} (${formatRate(metricOf(point, 'deliveredPps').mean, 'pps')} of ${formatRate(metricOf(point, 'offeredPps').mean, 'pps')})`,
  );
  return `${at(verdict)}Overloaded, so that latency and loss depend on how long the run is: ${words.join(', ')}.`;
}

function latencySentence(verdict: SettingVerdict): string {
  const known = verdict.measured.filter((point) => !point.overloaded && metricOf(point, 'latencyP99Ns').mean > 0);
  const [best] = known.toSorted((one, other) => metricOf(one, 'latencyP99Ns').mean - metricOf(other, 'latencyP99Ns').mean);
  if (!best || known.length < 2) return '';
  const { mean, ci95, unit } = metricOf(best, 'latencyP99Ns');
  return `${at(verdict)}${best.technique} has the lowest 99th percentile of latency: ${formatMetric(mean, unit)}${ci95 === null ? '' : ` ± ${formatMetric(ci95, unit)}`}.`;
}

export function coreText({ bps, ci95 }: CoreThroughput): string {
  return `${formatRate(bps, 'bit/s')}${ci95 === null ? '' : ` ± ${digits((100 * ci95) / bps)} %`}`;
}

function at({ setting }: SettingVerdict): string {
  return setting === '' ? '' : `At ${setting}: `;
}
