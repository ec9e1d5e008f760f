/** Checks a large project after it was opened: every page and every digest, in a thread that takes no time from the lab. */
import { Worker } from 'node:worker_threads';
import { fromSources } from '../from-sources.ts';
import type { CheckRequest } from './check-thread.ts';

export interface BackgroundCheck {
  /** What is wrong with the file, in a few words, or null: nothing, or the check was ended, or could not be made. */
  readonly finding: Promise<string | null>;
  end(): void;
}

const deliveredThreadFile = new URL(fromSources ? './check-thread.ts' : './check-thread.js', import.meta.url);

/** @param threadFile module of the thread; default: the source or the bundle beside this one. */
export function checkInBackground(path: string, threadFile = deliveredThreadFile): BackgroundCheck {
  const request: CheckRequest = { path };
  const thread = new Worker(threadFile, { workerData: request });
  // The lab need not wait for it to end.
  thread.unref();
  const finding = new Promise<string | null>((resolve) => {
    thread.once('message', (found: string | null) => resolve(found));
    thread.once('error', () => resolve(null));
    thread.once('exit', () => resolve(null));
  });
  return { finding, end: () => void thread.terminate() };
}
