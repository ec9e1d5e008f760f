/** Text as people typed it, made ready to be set: fonts for every character, and words that may break where they are too long for a line. */
import { fontOf, type FontName } from './fonts.ts';

export interface TextRun {
  readonly text: string;
  readonly font: FontName;
  readonly wordBreak: 'normal' | 'break-all';
  /** Set for what has to stay in one line. */
  readonly noWrap?: true;
}

/** Longest word that fits the narrowest columns. */
const LONGEST_WORD = 24;
/** Stands for a character that no font has. */
const UNKNOWN = '\ufffd';
/** Control and format characters have no place on paper; among them are those that turn the direction of text. */
const INVISIBLE = /(?![\n])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** A number and its unit stay together. */
const QUANTITY = /(\d[\d.,]*\s(?:[kMG]?bit\/s|[kMG]?pps|[kMG]?\/s|[µmn]?s|%)(?!\p{L}))/u;

/** The text in runs of one font each. Line breaks stay; other control characters go. */
export function textRuns(text: string, longestWord = LONGEST_WORD): TextRun[] {
  return printable(text)
    .split(QUANTITY)
    .flatMap((part, at) => (at % 2 === 1 ? quantityRuns(part) : plainRuns(part, longestWord)))
    .reduce<TextRun[]>(joinAlike, []);
}

function quantityRuns(quantity: string): TextRun[] {
  return wordRuns(quantity, 'normal').map((run) => ({ ...run, noWrap: true }));
}

function plainRuns(text: string, longestWord: number): TextRun[] {
  return text
    .split(/(\s+)/)
    .filter((part) => part !== '')
    .flatMap((part) => wordRuns(part, part.length > longestWord ? 'break-all' : 'normal'));
}

/** The text with what cannot be set taken out or marked. */
export function printable(text: string): string {
  const visible = text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(INVISIBLE, '');
  return Array.from(visible, (character) => (character === '\n' || fontOf(character) !== null ? character : UNKNOWN)).join('');
}

function wordRuns(word: string, wordBreak: TextRun['wordBreak']): TextRun[] {
  return Array.from(word, (character): TextRun => ({ text: character, font: fontOf(character) ?? 'Roboto', wordBreak })).reduce<TextRun[]>(
    joinAlike,
    [],
  );
}

function joinAlike(runs: TextRun[], run: TextRun): TextRun[] {
  const last = runs.at(-1);
  if (!last || last.font !== run.font || last.wordBreak !== run.wordBreak || last.noWrap !== run.noWrap) return [...runs, run];
  return [...runs.slice(0, -1), { ...last, text: last.text + run.text }];
}
