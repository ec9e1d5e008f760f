/** Tables as CSV: RFC 4180, UTF-8, CRLF, one header line with units. */
import type { Cell, ResultTable } from '../../shared/result/tables.ts';

/** What a spreadsheet takes for the start of a formula (OWASP, CSV injection), also in full width, and behind blanks that it trims. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\t\r\n＝＋－＠]/u;

/** A table as the text of a CSV file. Numbers stay raw; a cell without a value is empty. */
export function csvText({ columns, rows }: Pick<ResultTable, 'columns' | 'rows'>): string {
  const header = columns.map(({ title, unit }) => textField(unit === '' ? title : `${title} [${unit}]`));
  const lines = rows.map((row) => columns.map(({ key }) => field(row[key] ?? null)));
  return [header, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : textField(cell);
}

/** An apostrophe before what would run as a formula makes it text in every spreadsheet. */
function textField(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
