import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

const text = (key: string, title = key) => ({ key, title, unit: '', kind: 'text' as const });
const number = (key: string, unit: string) => ({ key, title: key, unit, kind: 'number' as const });

/** RFC 4180, section 2, and nothing more: fails on anything else. */
function parseCsv(csv: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < csv.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^",\r\n]*/y;
    const expression = csv[at] === '"' ? quoted : plain;
    expression.lastIndex = at;
    const match = expression.exec(csv);
    if (!match) throw new Error(`no field at ${at}`);
    record.push(expression === quoted ? (match[1] ?? '').replaceAll('""', '"') : match[0]);
    at += match[0].length;
    if (csv[at] === ',') at += 1;
    else if (csv.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else throw new Error(`neither a comma nor a line end at ${at}`);
  }
  return records;
}

describe('a table as CSV', () => {
  it('has a header with units, raw numbers, empty cells for missing values, and CRLF at every line end', () => {
    const csv = csvText({
      columns: [text('technique', 'Technique'), number('rate', 'pps')],
      rows: [
        { technique: 'sriov', rate: 812743.6666666666 },
        { technique: 'direct', rate: null },
        { technique: 'native', rate: -1e-7 },
      ],
    });
    expect(csv).toBe('Technique,rate [pps]\r\nsriov,812743.6666666666\r\ndirect,\r\nnative,-1e-7\r\n');
  });

  it('comes back as it was, whatever the text', () => {
    const cell = fc.string({ unit: 'binary' }).map((value) => `x${value}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.double({ noNaN: true })), { maxLength: 8 }), (cells) => {
        const csv = csvText({ columns: [text('a'), number('b', 'ns')], rows: cells.map(([a, b]) => ({ a, b })) });
        expect(parseCsv(csv)).toEqual([['a', 'b [ns]'], ...cells.map(([a, b]) => [a, String(b)])]);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '\u00a0=1', '＝1', '=cmd|"/c calc"!A1,2'])(
    'keeps %j from running as a formula',
    (value) => {
      const [, record] = parseCsv(csvText({ columns: [text('a')], rows: [{ a: value }] }));
      expect(record).toEqual([`'${value}`]);
    },
  );

  it('guards titles of columns too', () => {
    expect(csvText({ columns: [text('a', '=1')], rows: [] })).toBe("'=1\r\n");
  });
});
