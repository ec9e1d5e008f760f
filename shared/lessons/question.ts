/** A question of a lab: asked before the run, answered by its result. */
import { z } from 'zod';
import { formatFixed, formatNumber } from '../number-format.ts';
import { words } from '../texts/words.ts';
import { figureSchema, figureText, readFigure, type Figure, type FigureSource } from './figure.ts';
import { holds } from './finding.ts';

/** Units in which a number is predicted, with their size in base units. */
export const predictionUnits = {
  ns: 1,
  µs: 1e3,
  ms: 1e6,
  pps: 1,
  kpps: 1e3,
  Mpps: 1e6,
  'Gbit/s': 1e9,
  '%': 0.01,
  times: 1,
  cycles: 1,
  VMs: 1,
} as const;
export type PredictionUnit = keyof typeof predictionUnits;

/** As it follows a number. */
export function predictionUnitText(unit: PredictionUnit): string {
  const units: Readonly<Partial<Record<PredictionUnit, string>>> = words().lessons.units;
  return units[unit] ?? unit;
}

const shared = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: () => words().lessons.problems.identity })
    .describe('Identity within the lab; predictions are kept under it.'),
  question: z.string().min(1).max(600),
};
const optionText = z.string().min(1).max(300);

export const questionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('which').describe('Which of several has the most or the least.'),
      ...shared,
      pick: z.enum(['most', 'least']),
      options: z
        .array(z.strictObject({ text: optionText, figure: figureSchema }))
        .min(2)
        .max(8),
    }),
    z.strictObject({
      kind: z.literal('range').describe('In which range a figure lies.'),
      ...shared,
      figure: figureSchema,
      options: z
        .array(z.strictObject({ text: optionText, from: z.number().optional(), below: z.number().optional() }))
        .min(2)
        .max(8),
    }),
    z.strictObject({
      kind: z.literal('number').describe('The value of a figure.'),
      ...shared,
      figure: figureSchema,
      unit: z.enum(Object.keys(predictionUnits) as [PredictionUnit, ...PredictionUnit[]]),
    }),
  ])
  .describe('A question; the prediction is the number of an option, from 0, or a value in the unit.');
export type Question = z.output<typeof questionSchema>;

/** What its answer is read off. */
export function figuresOf(question: Question): readonly Figure[] {
  return question.kind === 'which' ? question.options.map(({ figure }) => figure) : [question.figure];
}

export interface Outcome {
  /** The prediction in words; empty without one. */
  readonly predicted: string;
  /** What the result says in the same words; empty where it cannot tell. */
  readonly simulated: string;
  /** How both compare, in a neutral sentence. */
  readonly comparison: string;
  /** The figures behind it. */
  readonly sentences: readonly string[];
}

export function outcomeOf(question: Question, prediction: number | undefined, source: FigureSource): Outcome {
  return question.kind === 'number' ? numberOutcome(question, prediction, source) : optionOutcome(question, prediction, source);
}

function optionOutcome(question: Exclude<Question, { kind: 'number' }>, prediction: number | undefined, source: FigureSource): Outcome {
  const predicted = prediction === undefined ? undefined : question.options[prediction];
  const { chosen, sentences } = question.kind === 'which' ? extreme(question, source) : rangeOf(question, source);
  const simulated = chosen === null ? undefined : question.options[chosen];
  const texts = words().lessons.outcome;
  return {
    predicted: predicted?.text ?? '',
    simulated: simulated?.text ?? '',
    comparison: !simulated ? texts.cannotTell : !predicted ? '' : predicted === simulated ? texts.asPredicted : texts.otherwise,
    sentences,
  };
}

function extreme(
  { options, pick }: Extract<Question, { kind: 'which' }>,
  source: FigureSource,
): { chosen: number | null; sentences: string[] } {
  const read = options.map(({ figure }) => readFigure(figure, source));
  const values = read.map((one) => one?.value ?? null);
  const known = values.filter((value) => value !== null);
  const sentences = read.flatMap((one) => (one ? [one.sentence] : []));
  // With a figure missing, the extreme of the rest may be the wrong one.
  if (known.length < options.length) return { chosen: null, sentences };
  const wanted = pick === 'most' ? Math.max(...known) : Math.min(...known);
  return { chosen: values.indexOf(wanted), sentences };
}

function rangeOf(
  { figure, options }: Extract<Question, { kind: 'range' }>,
  source: FigureSource,
): { chosen: number | null; sentences: string[] } {
  const read = readFigure(figure, source);
  const value = read?.value ?? null;
  const chosen = value === null ? -1 : options.findIndex((option) => holds(option, value));
  return { chosen: chosen < 0 ? null : chosen, sentences: read ? [read.sentence] : [] };
}

function numberOutcome(
  { figure, unit }: Extract<Question, { kind: 'number' }>,
  prediction: number | undefined,
  source: FigureSource,
): Outcome {
  const read = readFigure(figure, source);
  const size = predictionUnits[unit];
  const unitText = predictionUnitText(unit);
  const predicted = prediction === undefined ? '' : `${formatNumber(prediction)} ${unitText}`;
  if (!read || read.value === null) return { predicted, simulated: '', comparison: words().lessons.outcome.cannotTell, sentences: [] };
  const simulated = figure.kind === 'carried-up-to' ? `${figureText(figure, read.value)} ${unitText}` : figureText(figure, read.value);
  return {
    predicted,
    simulated,
    comparison: prediction === undefined ? '' : distance(prediction * size, read.value),
    sentences: [read.sentence],
  };
}

/** A prediction within a fifth is near: a first guess is about the order of magnitude. */
const NEAR = 0.2;

function distance(predicted: number, simulated: number): string {
  const texts = words().lessons.outcome;
  if (simulated === 0) return predicted === 0 ? texts.asPredicted : texts.otherwise;
  const ratio = predicted / simulated;
  if (Math.abs(ratio - 1) <= NEAR) return texts.near;
  if (ratio <= 0) return texts.otherwise;
  const factor = ratio > 1 ? ratio : 1 / ratio;
  const written = factor >= 10 ? formatNumber(Math.round(factor)) : formatFixed(factor, 1);
  return ratio > 1 ? texts.smaller(written) : texts.larger(written);
}
