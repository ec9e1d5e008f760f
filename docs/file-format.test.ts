import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';

const text = readFileSync('docs/file-format.md', 'utf8');
const [schema = '', query = ''] = [...text.matchAll(/```sql\n(.*?)```/gs)].map((block) => block[1] ?? '');
const project = new DatabaseSync('main/project/golden/format-4.iovlab', { readOnly: true });

/** The text of a table's definition without comments and layout. */
function plain(sql: string): string {
  return sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim();
}

/** Bytes are base64 text in a digest. */
function valueOf(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

describe('the documented file format', () => {
  it('has the schema of the project files', () => {
    const tables = project.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`).all();
    expect(
      schema
        .split(';')
        .map(plain)
        .filter((sql) => sql !== ''),
    ).toEqual(tables.map(({ sql }) => plain(String(sql))));
  });

  it('has the application id and the format number', () => {
    const pragma = (name: string) => project.prepare(`PRAGMA ${name}`).get()?.[name];
    expect(text).toContain(`0x${Number(pragma('application_id')).toString(16).toUpperCase()}`);
    expect(pragma('user_version')).toBe(4);
  });

  it('has a query that works', () => {
    const rows = project.prepare(query).all();
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ technique: 'sriov', delivered_pps: expect.any(Number) as number });
  });

  it('has the fields of every digest', () => {
    const described = [...text.matchAll(/^\| `(draft|runs|points|simulations)` +\| (`.*`) +\|$/gm)];
    expect(described.map(([, table]) => table)).toEqual(['draft', 'runs', 'points', 'simulations']);
    for (const [, table, list] of described) {
      const fields = [...(list ?? '').matchAll(/`(\w+)`/g)].map((field) => field[1] ?? '');
      const rows = project.prepare(`SELECT * FROM ${table}`).all();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const values = JSON.stringify(fields.map((field) => valueOf(row[field])));
        expect(row['digest']).toBe(createHash('sha256').update(values).digest('hex').slice(0, 32));
      }
    }
  });
});
