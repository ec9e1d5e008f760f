import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migration.ts';

/** Points without their parts, so that thousands are listed, sorted and filtered without reading all that is known of each. */
export const pointSummaries: Migration = {
  version: 4,
  title: 'summaries of points',
  apply(database) {
    createTable(database);
    fillTable(database);
  },
};

function createTable(database: DatabaseSync): void {
  database.exec(`
    -- What is small stands first: SQLite then reads it without the rest.
    CREATE TABLE point_summaries (
      point INTEGER PRIMARY KEY REFERENCES points (number) ON DELETE CASCADE,
      run_id TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      technique TEXT NOT NULL,
      measured INTEGER NOT NULL CHECK (measured IN (0, 1)),
      settings TEXT NOT NULL,
      json TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX point_summaries_of_run ON point_summaries (run_id, ordinal);
  `);
}

/** What a point held at this format that its summary leaves out. */
const leftOut = new Set([
  'replicationValues',
  'warmup',
  'flows',
  'drops',
  'queues',
  'cycles',
  'stages',
  'exits',
  'interrupts',
  'copies',
  'resources',
  'contexts',
  'latencyCdf',
  'sensitivity',
  'whatNext',
  'parameters',
]);

function fillTable(database: DatabaseSync): void {
  const insert = database.prepare(
    'INSERT INTO point_summaries (point, run_id, ordinal, technique, measured, settings, json, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  // Row by row: results may be larger than the memory.
  for (const { number, run_id, ordinal, technique, json } of database.prepare('SELECT * FROM points').iterate()) {
    const point = JSON.parse(String(json)) as Record<string, unknown>;
    const vms = Array.isArray(point['vms']) ? point['vms'].map((vm: { name?: unknown }) => ({ name: vm.name })) : [];
    const summary = JSON.stringify({ ...Object.fromEntries(Object.entries(point).filter(([field]) => !leftOut.has(field))), vms });
    const measured = point['refusal'] === null && Number(point['replications']) > 0 ? 1 : 0;
    const fields = [
      String(run_id),
      Number(ordinal),
      String(technique),
      measured,
      JSON.stringify(point['settings'] ?? {}),
      summary,
    ] as const;
    const digest = createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 32);
    insert.run(Number(number), ...fields, digest);
  }
}
