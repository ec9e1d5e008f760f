/** What a thread runs that checks a project file while the project is in use, on a connection of its own. Answers with what is wrong, or null. */
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connect.ts';
import { FORMAT_VERSION } from './migrations/index.ts';
import { isBusy } from './sqlite-errors.ts';
import { findDamage } from './verification.ts';

export interface CheckRequest {
  readonly path: string;
}

const BUSY_TIMEOUT_MS = 2000;
/** Between attempts, where the lab writes all the time. */
const PAUSE_MS = 500;

async function check({ path }: CheckRequest): Promise<string | null> {
  for (;;) {
    const database = connect(path, { readOnly: true, timeoutMs: BUSY_TIMEOUT_MS });
    try {
      return findDamage(database, FORMAT_VERSION);
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      database.close();
    }
    await setTimeout(PAUSE_MS);
  }
}

parentPort?.postMessage(await check(workerData as CheckRequest));
