/** Text with separators as records: RFC 4180, with a comma, a semicolon or a tab, any line end, and a byte order mark or none. */
import { MeasuredError } from './measured-error.ts';

export interface CsvRecord {
  /** Of its first character, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvRecords {
  readonly separator: ',' | ';' | '\t';
  readonly records: readonly CsvRecord[];
}

const MOST_RECORDS = 200_000;
const MOST_FIELDS = 1000;

/** Empty lines are left out. Throws MeasuredError for a quote that is not closed, or too many records. */
export function parseCsv(text: string): CsvRecords {
  const content = text.replace(/^\ufeff/, '');
  const separator = separatorOf(content);
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let field = '';
  let line = 1;
  let startLine = 1;
  let quotedFrom = 0;

  const endField = (): void => {
    if (fields.length >= MOST_FIELDS)
      throw new MeasuredError(`line ${startLine}: it has more than ${MOST_FIELDS} columns. Keep the columns that are to be read.`);
    fields.push(field);
    field = '';
  };
  const endRecord = (): void => {
    endField();
    if (fields.some((one) => one.trim() !== '')) {
      if (records.length >= MOST_RECORDS)
        throw new MeasuredError(`line ${startLine}: it has more than ${MOST_RECORDS} lines. Take fewer samples.`);
      records.push({ line: startLine, fields });
    }
    fields = [];
    startLine = line;
  };

  for (let at = 0; at < content.length; at++) {
    const character = content[at] ?? '';
    if (character === '\n') line += 1;
    if (quotedFrom > 0) {
      if (character !== '"') field += character;
      else if (content[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quotedFrom = 0;
    } else if (character === '"' && field.trim() === '') {
      field = '';
      quotedFrom = line;
    } else if (character === separator) endField();
    else if (character === '\n') endRecord();
    else if (character === '\r') {
      if (content[at + 1] !== '\n') {
        line += 1;
        endRecord();
      }
    } else field += character;
  }
  if (quotedFrom > 0)
    throw new MeasuredError(`line ${quotedFrom}: a quote is opened and not closed. Close it, or double it if it belongs to the text.`);
  if (field !== '' || fields.length > 0) endRecord();
  return { separator, records };
}

/** The one that stands most often in the first line, outside quotes. */
function separatorOf(content: string): CsvRecords['separator'] {
  const header = (/^[^\r\n]*/.exec(content)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string): number => header.split(separator).length - 1;
  const best = ([',', ';', '\t'] as const).toSorted((one, other) => count(other) - count(one))[0];
  return best ?? ',';
}

/** A number with a point or a comma before its decimals; null for a text that is none, or could mean two. */
export function csvNumber(text: string, separator: CsvRecords['separator']): number | null {
  const trimmed = text.trim();
  // A quoted comma in a file separated by commas may mark thousands.
  const pointed = separator === ',' ? trimmed : trimmed.replace(/^([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)$/, '$1.$2');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(pointed)) return null;
  const value = Number(pointed);
  return Number.isFinite(value) ? value : null;
}
