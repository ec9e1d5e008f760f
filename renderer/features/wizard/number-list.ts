/** Lists of values as people type them. What is no number stays text, for the check to name. */
import { decimalSign, parseNumber, plainNumber } from '../../../shared/number-format.ts';
import { valueAt } from './draft-path.ts';

/**
 * `10, 20, 40` or `10:10:100` (first : step : last); at most 1000 values from a range. Where the decimal sign is a comma, one before a digit is that:
 * `0,5; 1` or `0,5, 1`.
 */
export function parseValues(text: string): (number | string)[] {
  return parts(text, hasDecimalComma() ? /[;\n]+|,(?!\d)/ : /[,;\n]+/).flatMap((part) => range(part) ?? [numberOr(part)]);
}

type Parse = (text: string) => (number | string | boolean)[];

/** How values of a setting are read: as words where the scenario has a word there (NIC profiles are called 82599), else as numbers and switches. */
export function parserOf(draft: unknown, path: string): Parse {
  return typeof valueAt(draft, path) === 'string' || path === 'technique' || path.endsWith('.profile') ? parseWords : parseSettingValues;
}

const WORD_ENDS = /[,;\n]+/;

function parseWords(text: string): string[] {
  return trimmed(text.split(WORD_ENDS));
}

/** `true` and `false` are switches. */
function parseSettingValues(text: string): (number | string | boolean)[] {
  return parseValues(text).map((value) => (value === 'true' ? true : value === 'false' ? false : value));
}

/** Core numbers: `0, 2, 4-7`. */
export function parseCores(text: string): (number | string)[] {
  return parts(text, WORD_ENDS).flatMap((part) => {
    const match = /^(\d{1,4})\s*[-–]\s*(\d{1,4})$/.exec(part);
    const first = Number(match?.[1]);
    const last = Number(match?.[2]);
    return match && first <= last ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [numberOr(part)];
  });
}

/** What stands between values. */
export function separatorName(): 'commas' | 'semicolons' {
  return hasDecimalComma() ? 'semicolons' : 'commas';
}

function hasDecimalComma(): boolean {
  return decimalSign() === ',';
}

export function formatValues(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'number' ? plainNumber(value) : String(value))).join(hasDecimalComma() ? '; ' : ', ');
}

/** Where numbers stand one after the other, spaces are enough between them. */
function parts(text: string, ends: RegExp): string[] {
  return trimmed(text.split(ends).flatMap((part) => part.split(/\s+(?=[\d.+-])/)));
}

function trimmed(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function numberOr(part: string): number | string {
  return parseNumber(part) ?? part;
}

function range(part: string): number[] | null {
  const bounds = part.split(':').map((bound) => parseNumber(bound) ?? NaN);
  const [first, step, last] = bounds;
  if (bounds.length !== 3 || first === undefined || step === undefined || last === undefined) return null;
  const count = Math.floor((last - first) / step + 1e-9) + 1;
  if (!Number.isFinite(count) || count < 1 || count > 1000) return null;
  return Array.from({ length: count }, (_, index) => Number((first + index * step).toPrecision(12)));
}
