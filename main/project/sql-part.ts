/** Parts of a query of SQLite, with the values that stand in them. */
import type { SQLInputValue } from 'node:sqlite';

export interface SqlPart {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** All conditions hold; of none, always. */
export function allOf(conditions: readonly SqlPart[]): SqlPart {
  return { sql: conditions.map(({ sql }) => sql).join(' AND ') || 'TRUE', values: conditions.flatMap(({ values }) => values) };
}

/** Each word stands in a text, whatever the case. @param text in lower case */
export function wordsIn(text: SqlPart, words: string): SqlPart[] {
  return words
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ sql: `instr(${text.sql}, ?) > 0`, values: [...text.values, word] }));
}
