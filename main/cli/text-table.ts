/** Text for a terminal: aligned columns and wrapped sentences. */

export interface TableOptions {
  /** Columns from the left edge. Default 0. */
  readonly indent?: number;
  /** Columns whose texts end at the same place, by index. */
  readonly alignRight?: ReadonlySet<number>;
  /** The last column is wrapped so that no line is longer. Default: not wrapped. */
  readonly width?: number;
}

const GAP = 2;
/** Narrower than this, a column of words is no longer readable. */
const NARROWEST = 20;

/** Rows of equally many texts, without trailing spaces. */
export function textTable(rows: readonly (readonly string[])[], options: TableOptions = {}): string {
  const { indent = 0, alignRight = new Set(), width = Number.POSITIVE_INFINITY } = options;
  const widths = columnWidths(rows);
  const before = indent + widths.slice(0, -1).reduce((sum, column) => sum + column + GAP, 0);
  const room = Math.max(NARROWEST, width - before);
  return rows
    .flatMap((row) => {
      const last = wrap(row.at(-1) ?? '', room).split('\n');
      return last.map((line, lineIndex) => {
        const cells = row.map((text, column) => {
          if (column === row.length - 1) return alignRight.has(column) ? line.padStart(widths[column] ?? 0) : line;
          const shown = lineIndex === 0 ? text : '';
          return alignRight.has(column) ? shown.padStart(widths[column] ?? 0) : shown.padEnd(widths[column] ?? 0);
        });
        return (' '.repeat(indent) + cells.join(' '.repeat(GAP))).trimEnd();
      });
    })
    .join('\n');
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  return widths;
}

/** Breaks at spaces so that no line is longer than `width` columns, where words allow; lines after the first start with `indent`. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let empty = true;
  for (const word of text.trimStart().split(' ')) {
    const longer = empty ? line + word : `${line} ${word}`;
    if (empty || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
    empty = false;
  }
  return [...lines, line].join('\n');
}

/** At most so many characters, with an ellipsis where some are left out. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
