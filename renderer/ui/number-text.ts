import { parseNumber, plainNumber } from '../../shared/number-format.ts';

/**
 * What a number field holds: a number, nothing (the default applies), or the text itself while it is not a number,
 * so that nothing typed is lost and the check can name the problem.
 */
export type NumberEntry = number | string | undefined;

export function entryOf(text: string): NumberEntry {
  return text.trim() === '' ? undefined : (parseNumber(text) ?? text);
}

export function textOf(entry: unknown): string {
  if (typeof entry === 'number') return plainNumber(entry);
  return typeof entry === 'string' ? entry : '';
}
