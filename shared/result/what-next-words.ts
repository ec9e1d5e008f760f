/** What would help a point, in words: for tables of shell, page and report. */
import { capitalised } from '../capitalised.ts';
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';
import type { PointResult, WhatNext, WhatNextMetric } from './schema.ts';

type Change = WhatNext['changes'][number];

/** Gains below this are not worth a word, percent. */
const LEAST_GAIN = 0.5;

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
  const { moreThroughput, lessLatency } = words().whatNext;
  const sentence = measure === 'deliveredBps' ? moreThroughput : lessLatency;
  return sentence(capitalised(change.title), effectText(change, measure));
}

/** What was found, in a sentence. */
export function whatNextSentence({ technique }: Pick<PointResult, 'technique'>, { changes, measure }: WhatNext): string {
  const texts = words().whatNext;
  const tried = texts.tried(changes.length, technique);
  const delivers = measure === 'deliveredBps';
  const helpful = changes.filter((change) => helps(change, measure));
  const [best] = helpful;
  if (!best) return delivers ? texts.noneDelivers(tried) : texts.noneIsFaster(tried);
  const some = delivers ? texts.someDeliver : texts.someAreFaster;
  return some(tried, helpful.length, changeSentence(best, measure));
}

function rounded(value: number): string {
  return value < 0.05 ? '0' : digits(Number(value.toPrecision(value < 10 ? 2 : 3)));
}
