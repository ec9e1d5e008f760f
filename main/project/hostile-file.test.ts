import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { openProject } from './open-project.ts';
import { must, problemOf, temporaryFolder, writeProject } from './project.fixture.ts';
import { salvageProject } from './salvage.ts';

/** A sound project with statements of a stranger in its schema. */
function projectOfStranger(statements: string): string {
  const path = join(temporaryFolder(), 'stranger.iovlab');
  writeProject(path, 1, 2);
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
  return path;
}

const NEVER_ENDS = 'WITH RECURSIVE endless (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) SELECT count(*) FROM endless';

describe('a project file of a stranger', () => {
  it.each([
    ['a trigger that deletes runs', 'CREATE TRIGGER harm AFTER UPDATE ON draft BEGIN DELETE FROM runs; END', 'trigger ("harm")'],
    ['a view', 'CREATE VIEW look AS SELECT * FROM runs', 'view ("look")'],
    [
      'a view that never ends in the place of a table',
      `DROP TABLE measurements; CREATE VIEW measurements AS ${NEVER_ENDS}`,
      'view ("measurements")',
    ],
    ['an index on an expression', 'CREATE INDEX slow ON runs (length(scenario))', 'not those of a project'],
    ['a further table', 'CREATE TABLE more (text TEXT)', 'not those of a project'],
  ])('with %s is refused before anything of it runs', (_, statements, words) => {
    const path = projectOfStranger(statements);
    const before = readFileSync(path);
    expect(problemOf(openProject(path))).toMatchObject({ code: 'damaged', message: expect.stringContaining(words) as string });
    expect(problemOf(openProject(path, { wholeCheckUpTo: 0 })).message).toContain(words);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is recovered from without the parts that would run', () => {
    const path = projectOfStranger(`DROP TABLE points; CREATE VIEW points AS ${NEVER_ENDS}`);
    const into = join(temporaryFolder(), 'recovered.iovlab');
    expect(must(salvageProject(path, into))).toEqual({ runs: 1, points: 0 });
  });

  it('is opened with settings that keep its schema from reaching out and its inner tables from being written', () => {
    const database = connect(projectOfStranger('SELECT 1'), { timeoutMs: 0 });
    expect(database.prepare('PRAGMA trusted_schema').get()).toEqual({ trusted_schema: 0 });
    expect(database.prepare('PRAGMA cell_size_check').get()).toEqual({ cell_size_check: 1 });
    database.exec('PRAGMA writable_schema = ON');
    expect(() => database.exec("UPDATE sqlite_schema SET sql = ''")).toThrow('may not be modified');
    database.close();
  });
});
