/** The building blocks of the report: headings, paragraphs, lists and tables that stay within the page. */
import type { Content, ContentText, Margins, PageOrientation, TableCell } from 'pdfmake/interfaces.js';
import { colours, rowLines, typePt } from './theme.ts';
import { textRuns } from './text.ts';
import { structured, type StructureRole } from './typesetting/structure.ts';

/** Content in a column or cell. */
export interface Words {
  readonly text: string;
  readonly bold?: boolean;
  readonly colour?: string;
}

/** Begins a page, upright or across; so are those that follow, to the next chapter. */
export function chapter(title: string, pageOrientation: PageOrientation = 'portrait'): Content {
  return structured(
    { text: title, style: 'chapter', tocItem: true, tocMargin: [0, 2, 0, 0] as Margins, pageBreak: 'before' as const, pageOrientation },
    { role: 'H1' },
  );
}

/** A heading that stays with the block below it. The block has to fit on a page: what does not is cut off there. */
export function titled(title: string, block: Content): Content {
  return { unbreakable: true, stack: [heading(title), block] };
}

export function paragraph(text: string, style = 'body', role: StructureRole = 'P'): Content {
  return structured({ text: textRuns(text, 60), style }, { role });
}

export function titledBullets(title: string, [first = '', ...others]: readonly string[]): Content[] {
  return [titled(title, bullets([first])), ...(others.length > 0 ? [bullets(others)] : [])];
}

function bullets(items: readonly string[]): Content {
  return { ul: items.map((item) => ({ text: textRuns(item, 60), margin: [0, 0, 0, 2] })), margin: [0, 0, 0, 2] };
}

function heading(title: string): ContentText {
  return structured({ text: textRuns(title, 60), style: 'section' }, { role: 'H2' });
}

export interface Column {
  readonly title: string;
  /** pt, or a share of what is left. */
  readonly width: number | '*';
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
}

/** A figure with its uncertainty below it, not broken into lines. */
export interface Figure {
  readonly value: string;
  readonly interval: string;
}

/** A text with a quieter one below it. */
export interface Explained {
  readonly text: string;
  readonly note: string;
}

export type TableEntry = string | Words | Figure | Explained;

/** A table with a title and a note below it, or with none. Title and head are repeated on each page; rows do not break across pages. */
export function table(title: string, columns: readonly Column[], rows: readonly (readonly TableEntry[])[], note = ''): Content {
  const spanned = columns.slice(1).map((): TableCell => ({}));
  const quiet = structured({ text: textRuns(note, 60), color: colours.soft, fontSize: typePt.tableNote }, { role: 'P' });
  const titleCell: TableCell = note === '' ? heading(title) : { stack: [heading(title), quiet] };
  const titleRow: TableCell[][] = title === '' ? [] : [[{ ...titleCell, colSpan: columns.length, lineHeight: 1.1 }, ...spanned]];
  return {
    style: 'table',
    layout: rowLines,
    margin: [0, 2, 0, 8],
    table: {
      headerRows: titleRow.length + 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        ...titleRow,
        columns.map(({ title: name, align = 'left' }): TableCell => ({ text: textRuns(name, 12), style: 'tableHead', alignment: align })),
        ...rows.map((row) => columns.map((column, at) => cell(row[at] ?? '', column))),
      ],
    },
  };
}

/** Names and values, without a head. */
export function factTable(facts: readonly { readonly name: string; readonly value: string }[], nameWidth = 150): Content {
  return {
    style: 'table',
    layout: rowLines,
    margin: [0, 2, 0, 8],
    table: {
      dontBreakRows: true,
      widths: [nameWidth, '*'],
      body: facts.map(({ name, value }) => [
        structured({ text: textRuns(name), color: colours.soft }, { role: 'TH', scope: 'Row' }),
        { text: textRuns(value, 40) },
      ]),
    },
  };
}

function cell(entry: TableEntry, { width, align = 'left' }: Column): TableCell {
  const longest = width === '*' ? 30 : Math.max(6, Math.floor(width / 4.6));
  if (typeof entry === 'string') return { text: textRuns(entry, longest), alignment: align };
  if ('value' in entry) {
    if (entry.interval === '') return { text: textRuns(entry.value, longest), alignment: align };
    return {
      text: [...textRuns(entry.value, longest), { text: `\n${entry.interval}`, fontSize: typePt.interval, color: colours.soft }],
      alignment: align,
    };
  }
  if ('note' in entry) {
    return {
      stack: [
        { text: textRuns(entry.text, longest) },
        { text: textRuns(entry.note, longest), color: colours.soft, fontSize: typePt.tableNote },
      ],
    };
  }
  return {
    text: textRuns(entry.text, longest),
    alignment: align,
    ...(entry.bold ? { bold: true } : {}),
    ...(entry.colour === undefined ? {} : { color: entry.colour }),
  };
}
