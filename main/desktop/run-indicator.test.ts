import { describe, expect, it } from 'vitest';
import type { LabListener } from '../lab/lab.ts';
import { indicateRuns } from './run-indicator.ts';

const summary = {
  runId: 'run-1',
  scenarioName: 'x',
  startedAt: '2026-01-01T00:00:00Z',
  status: 'done',
  message: '',
  points: 1,
  techniques: [],
} as const;

function setUp() {
  let tell: LabListener = () => {};
  const seen: (string | number)[] = [];
  const lab = {
    running: true,
    subscribe(listener: LabListener) {
      tell = listener;
      return () => seen.push('unsubscribed');
    },
  };
  const end = indicateRuns(lab, {
    setProgress: (fraction) => seen.push(fraction),
    stayAwake() {
      seen.push('awake');
      return () => seen.push('asleep');
    },
  });
  return {
    lab,
    seen,
    end,
    progress: (done: number, total: number) =>
      tell('run.progress', { runId: 'run-1', done, total, secondsLeft: null, reused: 0, techniques: [], points: [] }),
    finish: () => tell('run.finished', { summary: { ...summary, techniques: [] } }),
  };
}

describe('a run on the taskbar', () => {
  it('shows how far it has come, and the machine stays awake until its end', () => {
    const { lab, seen, progress, finish } = setUp();
    progress(0, 0);
    progress(1, 4);
    progress(4, 4);
    lab.running = false;
    finish();
    finish();
    expect(seen).toEqual(['awake', 0, 0.25, 1, 'asleep', -1]);
  });

  it('goes on while another run does', () => {
    const { seen, progress, finish } = setUp();
    progress(1, 2);
    finish();
    expect(seen).toEqual(['awake', 0.5]);
  });

  it('ends with the window', () => {
    const { seen, progress, end } = setUp();
    progress(1, 2);
    end();
    expect(seen).toEqual(['awake', 0.5, 'unsubscribed', 'asleep', -1]);
  });
});
