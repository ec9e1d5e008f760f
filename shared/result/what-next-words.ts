/** What would help a point, in words: for tables of shell, page and report. */
import { capitalised } from '../capitalised.ts';
import { digits } from '../units.ts';
import type { PointResult, WhatNext, WhatNextMetric } from './schema.ts';

type Change = WhatNext['changes'][number];

/** Gains below this are not worth a word, percent. */
const LEAST_GAIN = 0.5;

export const whatNextTitles: Readonly<Record<WhatNextMetric, string>> = {
  deliveredBps: 'Throughput',
  latencyMeanNs: 'Latency, mean',
  cyclesPerPacket: 'Cycles per packet',
};

/** By the measure of the ranking, percent: more throughput or less latency. */
export function gainOf(change: Change, measure: WhatNext['measure']): { readonly percent: number; readonly ci95: number | null } {
  const effect = change.effects.find(({ metric }) => metric === measure);
  const percent = effect?.percent ?? 0;
  return { percent: measure === 'latencyMeanNs' ? -percent : percent, ci95: effect?.ci95 ?? null };
}

/** Whether the change gains, beyond its interval where there is one. */
export function helps(change: Change, measure: WhatNext['measure']): boolean {
  const { percent, ci95 } = gainOf(change, measure);
  return percent >= LEAST_GAIN && percent > (ci95 ?? 0);
}

/** "+61.3 % ± 2.7 %", "-12 %" with one replication, a dash where there is nothing to relate to. */
export function effectText(change: Change, metric: WhatNextMetric): string {
  const effect = change.effects.find((one) => one.metric === metric);
  if (effect?.percent === undefined || effect.percent === null) return '–';
  const interval = effect.ci95 === null ? '' : ` ± ${rounded(effect.ci95)} %`;
  const size = rounded(Math.abs(effect.percent));
  const sign = size === '0' ? '' : effect.percent > 0 ? '+' : '-';
  return `${sign}${size} %${interval}`;
}

/** "One more core for the switch (2): +61.3 % ± 2.7 % throughput." */
export function changeSentence(change: Change, measure: WhatNext['measure']): string {
  const what = measure === 'deliveredBps' ? 'throughput' : 'mean latency';
  return `${capitalised(change.title)}: ${effectText(change, measure)} ${what}.`;
}

/** What was found, in a sentence. */
export function whatNextSentence({ technique }: Pick<PointResult, 'technique'>, { changes, measure }: WhatNext): string {
  const tried = `Of ${changes.length} ${changes.length === 1 ? 'change that makes' : 'changes that make'} a difference to ${technique}`;
  const aim = measure === 'deliveredBps' ? 'deliver more' : 'lower the mean latency';
  const best = changes.filter((change) => helps(change, measure));
  if (best.length === 0) return `${tried}, none is certain to ${aim}.`;
  const [first] = best;
  return `${tried}, ${best.length} certainly ${best.length === 1 ? aim.replace(/^(\w+)/, '$1s') : aim}. ${first ? changeSentence(first, measure) : ''}`;
}

function rounded(value: number): string {
  return value < 0.05 ? '0' : digits(Number(value.toPrecision(value < 10 ? 2 : 3)));
}
