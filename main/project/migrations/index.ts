/** All steps of the project file's format, oldest first. A new step is a new file and a new line here. */
import type { DatabaseSync } from 'node:sqlite';
import { initial } from './001-initial.ts';
import { simulations } from './002-simulations.ts';
import { measurements } from './003-measurements.ts';
import { pointSummaries } from './004-point-summaries.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = contiguous([initial, simulations, measurements, pointSummaries]);

/** `user_version` of the files that this version of the application writes. */
export const FORMAT_VERSION = migrations.length;

/** Brings an open file from its version to a later one, FORMAT_VERSION when not given, all steps or none. */
export function migrate(database: DatabaseSync, fromVersion: number, toVersion = FORMAT_VERSION): void {
  const pending = migrations.slice(fromVersion, toVersion);
  if (pending.length === 0) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of pending) migration.apply(database);
    database.exec(`PRAGMA user_version = ${toVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** Versions must be 1, 2, 3, ...: a gap or a repetition is a mistake of the programmer and stops the application at its start. */
export function contiguous(steps: readonly Migration[]): readonly Migration[] {
  steps.forEach((step, index) => {
    if (step.version !== index + 1)
      throw new Error(`Migration "${step.title}" has version ${step.version}; its place in the list asks for ${index + 1}.`);
  });
  return steps;
}
