import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { resultTables } from '../../shared/result/tables.ts';
import { parquetReport } from './parquet.ts';
import { runOf, scenarioOf, summary } from './run.fixture.ts';

it('holds every cell of every table, its columns with title and unit, and the run', async () => {
  const result = runOf(scenarioOf({ name: 'Größe: λ' }), [10, 20]);
  const files = parquetReport(result, summary);
  const tables = resultTables(result);
  expect(tables.length).toBeGreaterThan(5);
  expect(files).toHaveLength(tables.length);
  for (const [at, { id, columns, rows }] of tables.entries()) {
    const { name, bytes } = files[at] ?? { name: '', bytes: new Uint8Array() };
    expect(name).toMatch(new RegExp(`-${id}\\.parquet$`));
    const file = bytes.slice().buffer;
    expect(await parquetReadObjects({ file }), id).toEqual(
      rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))),
    );
    const { key_value_metadata: metadata = [], schema } = parquetMetadata(file);
    expect(schema.slice(1).map((column) => column.type)).toEqual(columns.map(({ kind }) => (kind === 'number' ? 'DOUBLE' : 'BYTE_ARRAY')));
    const facts = new Map(metadata.map(({ key, value }) => [key, value]));
    expect(facts.get('Seed')).toBe('4711');
    expect(JSON.parse(facts.get('columns') ?? '')).toEqual(
      Object.fromEntries(columns.map(({ key, title, unit }) => [key, { title, unit }])),
    );
  }
});
