/** Shows on the taskbar or dock how far a run has come, and keeps the machine awake meanwhile. */
import type { Lab } from '../lab/lab.ts';

export interface IndicatorParts {
  /** 0 to 1, or -1 for no bar, as Electron has it. */
  setProgress(fraction: number): void;
  /** Returns the function that lets the machine sleep again. */
  stayAwake(): () => void;
}

/** Returns the function that ends it. */
export function indicateRuns(lab: Pick<Lab, 'subscribe' | 'running'>, { setProgress, stayAwake }: IndicatorParts): () => void {
  let letSleep: (() => void) | null = null;

  function rest(): void {
    if (!letSleep) return;
    letSleep();
    letSleep = null;
    setProgress(-1);
  }

  const unsubscribe = lab.subscribe((topic, payload) => {
    if (topic === 'run.progress') {
      letSleep ??= stayAwake();
      if ('total' in payload) setProgress(payload.total === 0 ? 0 : payload.done / payload.total);
    } else if (topic === 'run.finished' && !lab.running) rest();
  });
  return () => {
    unsubscribe();
    rest();
  };
}
