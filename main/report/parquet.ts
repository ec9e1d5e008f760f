/** Every table of a run as Apache Parquet, for data frames: numbers as they are, a column for each value. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { resultTables, type ResultTable } from '../../shared/result/tables.ts';
import { fileNameStem } from './file-name.ts';
import type { BinaryFile } from './index.ts';
import { applicationVersion, runFacts } from './run-facts.ts';

/**
 * A file for each of the CSV files. Columns have the names in JSON, as in the SQLite database; numbers are DOUBLE, what has no value is null. The metadata of each
 * file hold what identifies the run, a key for each fact, and under `columns` the title and unit of each column as JSON.
 */
export function parquetReport(result: RunResult, summary: RunSummary): readonly BinaryFile[] {
  const stem = fileNameStem(result.scenario.name);
  const facts = runFacts(result, summary).map(({ name, value }) => ({ key: name, value }));
  return resultTables(result).map((table) => ({ name: `${stem}-${table.id}.parquet`, bytes: tableBytes(table, facts) }));
}

interface Fact {
  readonly key: string;
  readonly value: string;
}

function tableBytes({ columns, rows }: ResultTable, facts: readonly Fact[]): Uint8Array {
  const titles = Object.fromEntries(columns.map(({ key, title, unit }) => [key, { title, unit }]));
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ key, kind }) => ({
      name: key,
      data: rows.map((row) => row[key] ?? null),
      type: kind === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
    })),
    kvMetadata: [...facts, { key: 'columns', value: JSON.stringify(titles) }],
    createdBy: `IOVLab ${applicationVersion}`,
  });
  return new Uint8Array(buffer);
}
