/** The frames of a page while something happens in it: what a person sees as smooth or as stuttering. */
import type { Page } from '@playwright/test';
import { median } from '../main/experiment/benchmark/measurement.ts';

export interface Frames {
  /** From one animation frame to the next, ms. */
  readonly intervalsMs: readonly number[];
  /** Tasks that kept the page from answering for more than 50 ms, ms each. */
  readonly longTasksMs: readonly number[];
  /** Time of the processor of all pages and what draws them, s: other programs on the machine disturb it least. NaN: not known. */
  readonly processorSeconds: number;
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
  const before = await processorSeconds(page);
  await work(page);
  const after = await processorSeconds(page);
  const frames = await log.evaluate((logged) => logged.end());
  await log.dispose();
  return { ...frames, processorSeconds: after - before };
}

/** Of all processes that show pages, since they began. */
async function processorSeconds(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) return Number.NaN;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** "600 frames, median 16.7 ms, 95th percentile 17 ms, 2.1 % over 17 ms, 0.3 % over 34 ms, longest 51 ms; 1 long task, 60 ms; processor 1.9 s" */
export function framesText({ intervalsMs, longTasksMs, processorSeconds: seconds }: Frames): string {
  if (intervalsMs.length === 0) return 'no frame';
  const ordered = intervalsMs.toSorted((one, other) => one - other);
  const share = (overMs: number): string => {
    const over = intervalsMs.filter((interval) => interval > overMs).length;
    return `${((100 * over) / intervalsMs.length).toFixed(1)} %`;
  };
  const totalMs = longTasksMs.reduce((sum, task) => sum + task, 0);
  return [
    `${intervalsMs.length} frames, median ${median(intervalsMs).toFixed(1)} ms, 95th percentile ${ordered[Math.ceil(0.95 * ordered.length) - 1]?.toFixed(1)} ms`,
    `${share(INTERVAL_MS)} over 17 ms`,
    `${share(2 * INTERVAL_MS)} over 34 ms`,
    `longest ${Math.max(...intervalsMs).toFixed(0)} ms; ${longTasksMs.length} long tasks, ${totalMs.toFixed(0)} ms; processor ${seconds.toFixed(2)} s`,
  ].join(', ');
}
