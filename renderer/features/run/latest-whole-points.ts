/** Of each technique the newest point of a run with all its parts, read again as better ones come. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { MOST_WHOLE_POINTS } from '../../../shared/contract/point-query.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { lab } from '../../bridge/lab.ts';
import type { RunProgress } from '../../stores/run-progress.ts';
import { latestPoints } from './run-overview.ts';

export function useLatestWholePoints(runId: string, progress: () => RunProgress): Readonly<ShallowRef<readonly PointResult[]>> {
  const whole = shallowRef<readonly PointResult[]>([]);
  let reading = new AbortController();

  async function read(): Promise<void> {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    const pointIds = latestPoints(progress()).map(({ id }) => id);
    if (pointIds.length === 0) return;
    const reply = await lab().call('run.wholePoints', { runId, pointIds: pointIds.slice(0, MOST_WHOLE_POINTS) }, signal);
    // Those before stay where there is no answer.
    if (reply.ok && !signal.aborted) whole.value = reply.value.points;
  }
  watch(progress, read, { immediate: true });
  onScopeDispose(() => reading.abort());
  return whole;
}
