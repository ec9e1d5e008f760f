/** A finding: a figure of the result, and what explains it where it lies in a range. What does not hold is not said. */
import { z } from 'zod';
import { words } from '../texts/words.ts';
import { figureSchema, placeText, readFigure, type FigureSource } from './figure.ts';

const range = {
  from: z.number().optional().describe('Smallest value, in the base unit of the figure (ns, pps, bit/s; 0.5 for 50 %). Default: no end.'),
  below: z.number().optional().describe('The value is smaller than this. Default: no end.'),
};

export const rangeSchema = z.strictObject(range);
export type ValueRange = z.output<typeof rangeSchema>;

export const findingSchema = z
  .strictObject({
    figure: figureSchema,
    because: z
      .array(z.strictObject({ ...range, text: z.string().min(1).max(1500) }))
      .max(8)
      .default([])
      .describe('What explains the figure: the first whose range holds it.'),
    costs: z
      .array(z.string().min(1))
      .max(12)
      .default([])
      .describe('Names of cost parameters behind it (see `lab profiles`): shown with value, unit and source.'),
  })
  .describe('A figure and its explanation.');
export type Finding = z.output<typeof findingSchema>;

export interface ExplainedFinding {
  /** What the result says. */
  readonly sentence: string;
  /** What explains it; empty where no range of the lesson holds the figure. */
  readonly because: string;
  readonly costs: readonly string[];
}

export function explain(findings: readonly Finding[], source: FigureSource): readonly ExplainedFinding[] {
  return findings.map(({ figure, because, costs }) => {
    const read = readFigure(figure, source);
    if (!read) return { sentence: words().lessons.figure.missing(placeText(figure.of, source)), because: '', costs: [] };
    const { value, sentence } = read;
    return { sentence, because: because.find((one) => value === null || holds(one, value))?.text ?? '', costs };
  });
}

export function holds({ from, below }: ValueRange, value: number): boolean {
  return value >= (from ?? Number.NEGATIVE_INFINITY) && value < (below ?? Number.POSITIVE_INFINITY);
}
