import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { contiguous, FORMAT_VERSION, migrate, migrations } from './index.ts';
import type { Migration } from './migration.ts';

const step = (version: number): Migration => ({ version, title: `step ${version}`, apply: () => undefined });

function versionOf(database: DatabaseSync): unknown {
  return database.prepare('PRAGMA user_version').get()?.['user_version'];
}

describe('migrations', () => {
  it('are numbered from 1 without a gap, and the format is the last of them', () => {
    expect(migrations.map(({ version }) => version)).toEqual(Array.from({ length: FORMAT_VERSION }, (_, index) => index + 1));
    expect(new Set(migrations.map(({ title }) => title)).size).toBe(migrations.length);
  });

  it.each([[[1, 3]], [[2, 3]], [[1, 1]], [[0, 1]]])('stop the program when they are numbered %j', (versions) => {
    expect(() => contiguous(versions.map(step))).toThrow(/Migration "step \d" has version \d; its place in the list asks for \d/);
  });

  it('make a new file one of the present format', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, 0);
    expect(versionOf(database)).toBe(FORMAT_VERSION);
    expect(database.prepare('PRAGMA foreign_key_list(points)').get()).toMatchObject({ table: 'runs', on_delete: 'CASCADE' });
    database.close();
  });

  it('leave a file of the present format alone', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, FORMAT_VERSION);
    expect(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()).toEqual({ tables: 0 });
    database.close();
  });

  it('undo all of their steps when one of them fails', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE points (x)');
    expect(() => migrate(database, 0)).toThrow('points');
    expect(versionOf(database)).toBe(0);
    expect(database.prepare('SELECT group_concat(name) AS names FROM sqlite_schema').get()).toEqual({ names: 'points' });
    database.close();
  });
});
