/** What tools measured, in the project file: the values as the readers gave them, each with the run that it is laid beside. */
import type { DatabaseSync } from 'node:sqlite';
import { keptMeasurementSchema, type KeptMeasurement } from '../../shared/measured/kept.ts';
import { measurementDigest, soundMeasurement, type MeasurementRow } from './rows.ts';

/** Oldest first. One that was altered or does not fit the schema is left out. */
export function listMeasurements(database: DatabaseSync): KeptMeasurement[] {
  return database
    .prepare('SELECT * FROM measurements ORDER BY number')
    .all()
    .flatMap((row) => {
      const sound = soundMeasurement(row);
      return sound === null ? [] : (keptOf(sound) ?? []);
    });
}

/** Null when it does not fit the schema. */
export function keptOf({ id, run_id: runId, file_name: fileName, added_at: addedAt, json }: MeasurementRow): KeptMeasurement | null {
  const kept = keptMeasurementSchema.safeParse({ id, runId, fileName, addedAt, result: JSON.parse(json) });
  return kept.success ? kept.data : null;
}

export function insertMeasurement(database: DatabaseSync, { id, runId, fileName, addedAt, result }: KeptMeasurement): void {
  const row = { id, file_name: fileName, added_at: addedAt, json: JSON.stringify(result) };
  database
    .prepare('INSERT INTO measurements (id, run_id, file_name, added_at, json, digest) VALUES (?, ?, ?, ?, ?, ?)')
    .run(row.id, runId, row.file_name, row.added_at, row.json, measurementDigest(row));
}

/** False when there is no such measurement. */
export function placeMeasurement(database: DatabaseSync, id: string, runId: string | null): boolean {
  return database.prepare('UPDATE measurements SET run_id = ? WHERE id = ?').run(runId, id).changes > 0;
}

/** False when there is no such measurement. */
export function deleteMeasurement(database: DatabaseSync, id: string): boolean {
  return database.prepare('DELETE FROM measurements WHERE id = ?').run(id).changes > 0;
}
