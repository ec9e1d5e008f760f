/** Which technique does most with a core at each setting of a run, and how sure that is. */
import { measuredPoints, metricOf } from '../../shared/charts/point-series.ts';
import { settingsText } from '../../shared/charts/setting-name.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { formatPercent, formatRate } from '../../shared/units.ts';

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

/** "7.59 Gbit/s ± 1.0 %". */
export function coreText({ bps, ci95 }: CoreThroughput): string {
  return `${formatRate(bps, 'bit/s')}${ci95 === null ? '' : ` ± ${((100 * ci95) / bps).toFixed(1)} %`}`;
}
