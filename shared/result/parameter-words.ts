/** What the settings and costs of a point do to it, in words: for tables of shell, page and report. */
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';
import type { ParameterScreening, PointResult, ScreenedMetric } from './schema.ts';

type Factor = ParameterScreening['factors'][number];
type Effect = Factor['effects'][number];

/** Effects below this are not listed: within what chance does. */
const LEAST_EFFECT = 0.01;
/** Deviation, of the mean size, from which the effect of a factor depends on the others or on its own level. */
const INTERACTING = 0.5;
/** Factors, the most important first, whose interactions the sentence speaks of; those that it names, and those of them that interact. */
const JUDGED = 10;
const MOST_IMPORTANT = 3;
const MOST_INTERACTING = 5;

/** Factors worth listing, the most important first. */
export function importantFactors({ factors }: ParameterScreening): Factor[] {
  return factors.filter(({ largest }) => largest >= LEAST_EFFECT);
}

/** Whether what the factor does to one of the metrics depends on where the others are, or on its own level. */
export function interacts({ effects }: Factor): boolean {
  return effects.some(({ meanSize, deviation, count }) => count > 1 && meanSize >= LEAST_EFFECT && deviation >= INTERACTING * meanSize);
}

/** "+35 %": mean size of the effects, of the figure itself, with the direction where it is always the same; a dash for what does nothing to speak of. */
export function meanSizeText({ effects }: Factor, metric: ScreenedMetric): string {
  const effect = effects.find((one) => one.metric === metric);
  if (!effect || effect.count === 0 || effect.meanSize < LEAST_EFFECT) return '–';
  return `${sign(effect)}${percent(effect.meanSize)} %`;
}

/** "+35 %, σ 12 %": the same with the deviation of the effects. */
export function effectSizeText(factor: Factor, metric: ScreenedMetric): string {
  const size = meanSizeText(factor, metric);
  const effect = factor.effects.find((one) => one.metric === metric);
  return size === '–' || !effect ? size : `${size}, σ ${percent(effect.deviation)} %`;
}

/** "512–2,048", "off–fixed". */
export function rangeText({ low, high }: Factor): string {
  const text = (value: Factor['low']) => (typeof value === 'number' ? digits(value) : String(value));
  return `${text(low)}–${text(high)}`;
}

/** What matters most, and what acts together with others, in a sentence. */
export function parameterSentence({ technique }: Pick<PointResult, 'technique'>, screening: ParameterScreening): string {
  const important = importantFactors(screening);
  const texts = words().studies.parameters;
  if (important.length === 0) return texts.noneMatters(screening.factors.length, technique);
  const paths = important.map(({ path }) => path);
  return [texts.mattersMost(technique, paths.slice(0, MOST_IMPORTANT)), interactionSentence(important.slice(0, JUDGED))].join(' ');
}

function interactionSentence(judged: readonly Factor[]): string {
  const texts = words().studies.parameters;
  const together = judged.filter(interacts).map(({ path }) => path);
  if (together.length === 0) return texts.noneInteracts(judged.length);
  const named = together.slice(0, MOST_INTERACTING);
  return together.length > named.length ? texts.moreInteract(named, together.length - named.length) : texts.interact(named);
}

/** The direction, where it is always the same. */
function sign({ mean, meanSize }: Effect): string {
  if (Math.abs(mean) < 0.99 * meanSize) return '±';
  return mean > 0 ? '+' : '-';
}

function percent(share: number): string {
  return digits(Number((100 * share).toPrecision(2)));
}
