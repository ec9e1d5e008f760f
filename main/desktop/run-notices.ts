/** Tells the person through the system that a long run has ended, when the window is not in front of them. */
import { runEndWords } from '../../shared/result/run-end-words.ts';
import type { Lab } from '../lab/lab.ts';

export interface RunNoticeParts {
  /** Whether the person is at the window. */
  isFocused(): boolean;
  /** Shows a notification of the system. */
  notify(title: string, body: string): void;
  /** Of any origin, ms. */
  now(): number;
}

/** A run that is over sooner needs no notice: the person has hardly turned away. */
const LONG_RUN_MS = 15_000;

/** Returns the function that ends it. */
export function noticeRuns(lab: Pick<Lab, 'subscribe'>, { isFocused, notify, now }: RunNoticeParts): () => void {
  const beganMs = new Map<string, number>();
  return lab.subscribe((topic, payload) => {
    if (topic === 'run.progress' && 'runId' in payload && !beganMs.has(payload.runId)) beganMs.set(payload.runId, now());
    if (topic !== 'run.finished' || !('summary' in payload)) return;
    const { runId, status, scenarioName } = payload.summary;
    const tookMs = now() - (beganMs.get(runId) ?? now());
    beganMs.delete(runId);
    if (tookMs >= LONG_RUN_MS && status !== 'cancelled' && !isFocused()) notify(scenarioName, runEndWords(payload.summary));
  });
}
