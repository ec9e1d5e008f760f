/** How much of a run stands in a project that another process is writing, for tests. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Simulations that the project keeps; none while it is just being made or written. */
export function keptSimulations(path: string): number {
  if (!existsSync(path)) return 0;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 100 });
    try {
      return Number(database.prepare('SELECT count(*) AS count FROM simulations').get()?.['count']);
    } finally {
      database.close();
    }
  } catch {
    return 0;
  }
}
