import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../shared/contract/endpoints.ts';
import { createEvents } from '../lab/events.ts';
import { noticeRuns } from './run-notices.ts';

/** A run that takes `seconds`; what the system shows. */
function noticesOf({
  seconds,
  status = 'done',
  isFocused = false,
}: {
  seconds: number;
  status?: RunStatus;
  isFocused?: boolean;
}): string[] {
  const { announce, subscribe } = createEvents();
  const shown: string[] = [];
  let clockMs = 1000;
  const end = noticeRuns(
    { subscribe },
    { isFocused: () => isFocused, notify: (title, body) => shown.push(`${title}. ${body}`), now: () => clockMs },
  );
  const run = (): void => {
    announce('run.progress', { runId: 'r', done: 1, total: 2, secondsLeft: null, reused: 0, techniques: [], points: [] });
    clockMs += seconds * 1000;
    announce('run.progress', { runId: 'r', done: 2, total: 2, secondsLeft: 0, reused: 0, techniques: [], points: [] });
    const message = status === 'failed' ? 'A simulation failed: out of memory.' : '';
    announce('run.finished', {
      summary: { runId: 'r', scenarioName: 'Virtual router', startedAt: '', status, message, points: 6, techniques: ['sriov'] },
    });
  };
  run();
  end();
  run();
  return shown;
}

describe('a notice of the system', () => {
  it('tells that a long run is done, once', () => {
    expect(noticesOf({ seconds: 60 })).toEqual(['Virtual router. The run is done: 6 points.']);
  });

  it('tells why a run failed', () => {
    expect(noticesOf({ seconds: 60, status: 'failed' })).toEqual([
      'Virtual router. The run failed after 6 points. A simulation failed: out of memory.',
    ]);
  });

  it.each([
    ['a short run', { seconds: 3 }],
    ['a run that the person cancelled', { seconds: 60, status: 'cancelled' as const }],
    ['a person who is watching', { seconds: 60, isFocused: true }],
  ])('is not for %s', (_, run) => {
    expect(noticesOf(run)).toEqual([]);
  });
});
