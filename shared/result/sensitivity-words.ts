/** What a point depends on, in words: for tables of shell, page and report. */
import type { Provenance } from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';
import type { PointResult, ScreenedMetric, Sensitivity } from './schema.ts';

/** Costs that change less than this are not listed: within what chance does in one replication. */
export const LEAST_CHANGE = 0.005;

/** Costs worth listing, the most important first. */
export function importantCosts({ costs }: Sensitivity): Sensitivity['costs'] {
  return costs.filter(({ largest }) => largest >= LEAST_CHANGE);
}

/** "-12 to +30 %": change at the low and at the high end of the range. */
export function changeText(cost: Sensitivity['costs'][number], metric: ScreenedMetric): string {
  const change = cost.changes.find((one) => one.metric === metric);
  const text = (value: number | null | undefined): string => {
    if (value === null || value === undefined) return '–';
    const percent = Number((100 * value).toPrecision(2));
    if (Math.abs(percent) < 100 * LEAST_CHANGE) return '0';
    return `${percent > 0 ? '+' : '-'}${digits(Math.abs(percent))}`;
  };
  const [low, high] = [text(change?.atLow), text(change?.atHigh)];
  return low === '0' && high === '0' ? '–' : words().studies.costs.change(low, high);
}

const WEAK: readonly Provenance[] = ['assumed', 'unverified'];

/** "Uses 41 uncertain costs; 17 are assumed and 5 unverified, among them 6 of the 10 that matter most." */
export function sensitivitySentence({ technique }: Pick<PointResult, 'technique'>, sensitivity: Sensitivity): string {
  const { costs } = sensitivity;
  const count = (provenance: Provenance) => costs.filter((cost) => cost.provenance === provenance).length;
  const important = importantCosts(sensitivity).slice(0, 10);
  const weak = important.filter(({ provenance }) => WEAK.includes(provenance)).length;
  const texts = words().studies.costs;
  return [
    texts.used(technique, costs.length, count('assumed'), count('unverified')),
    important.length === 0 ? texts.noneMatters : texts.weakOfImportant(important.length, weak),
  ].join(' ');
}
