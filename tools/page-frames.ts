/** The frames of a page while something happens in it: what a person sees as smooth or as stuttering. */
import type { Page } from '@playwright/test';
import { median } from '../main/experiment/benchmark/measurement.ts';

export interface Frames {
  /** From one animation frame to the next, ms. */
  readonly intervalsMs: readonly number[];
  /** Tasks that kept the page from answering for more than 50 ms, ms each. */
  readonly longTasksMs: readonly number[];
}

/** At 60 frames a second, an interval; half a millisecond more is the clock's. */
const INTERVAL_MS = 1000 / 60 + 0.5;

/** Only what the page itself does counts: the work runs outside of it, or in its own frames. */
export async function framesDuring(page: Page, work: (page: Page) => Promise<void>): Promise<Frames> {
  const log = await page.evaluateHandle(() => {
    const intervalsMs: number[] = [];
    const longTasksMs: number[] = [];
    const observer = new PerformanceObserver((list) => longTasksMs.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    let going = true;
    let before: number | null = null;
    const count = (now: number): void => {
      if (before !== null) intervalsMs.push(now - before);
      before = now;
      if (going) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    return {
      async end() {
        // A task that is still going on is told of when it has ended.
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve, 100));
        going = false;
        observer.disconnect();
        return { intervalsMs, longTasksMs };
      },
    };
  });
  await work(page);
  const frames = await log.evaluate((logged) => logged.end());
  await log.dispose();
  return frames;
}

/** "600 frames, median 16.7 ms, 2.1 % over 17 ms, 0.3 % over 34 ms, longest 51 ms; 1 long task, 60 ms" */
export function framesText({ intervalsMs, longTasksMs }: Frames): string {
  if (intervalsMs.length === 0) return 'no frame';
  const share = (overMs: number): string => {
    const over = intervalsMs.filter((interval) => interval > overMs).length;
    return `${((100 * over) / intervalsMs.length).toFixed(1)} %`;
  };
  const totalMs = longTasksMs.reduce((sum, task) => sum + task, 0);
  return [
    `${intervalsMs.length} frames, median ${median(intervalsMs).toFixed(1)} ms`,
    `${share(INTERVAL_MS)} over 17 ms`,
    `${share(2 * INTERVAL_MS)} over 34 ms`,
    `longest ${Math.max(...intervalsMs).toFixed(0)} ms; ${longTasksMs.length} long tasks, ${totalMs.toFixed(0)} ms`,
  ].join(', ');
}
