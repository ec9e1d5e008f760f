/** How far techniques were validated: what a validation found for each of them, in words. */
import { words } from '../texts/words.ts';
import { formatPercent } from '../units.ts';
import type { ErrorSummary, ValidationReport } from './report.ts';

export interface TechniqueRecord {
  readonly technique: string;
  /** Of its published points; null where none was simulated. */
  readonly errors: ErrorSummary | null;
  /** "41 published points, median error 6.2 %, 35 within their tolerance". */
  readonly words: string;
}

/** In the order of the names, each once. */
export function techniqueRecords({ summary }: ValidationReport, names: readonly string[]): readonly TechniqueRecord[] {
  return [...new Set(names)].map((technique) => {
    const errors = summary.techniques.find((one) => one.technique === technique) ?? null;
    return { technique, errors, words: wordsOf(errors) };
  });
}

function wordsOf(errors: ErrorSummary | null): string {
  const texts = words().validation.record;
  if (!errors || errors.points === 0) return texts.none;
  const { points, within, medianError } = errors;
  return medianError === null
    ? texts.points(points, String(within))
    : texts.pointsWithError(points, formatPercent(medianError), String(within));
}
