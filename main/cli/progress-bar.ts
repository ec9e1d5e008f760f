/** Progress on a terminal: one line, written over. */
import { clip } from './text-table.ts';

const BAR_COLUMNS = 24;
const FALLBACK_COLUMNS = 80;

export interface ProgressLine {
  show(progress: Progress): void;
  /** Clears the line, before anything else is written. */
  clear(): void;
}

interface Progress {
  readonly done: number;
  readonly total: number;
  /** Seconds left, or null while unknown. */
  readonly secondsLeft: number | null;
}

/** Silent where `stream` is not a terminal: a log has no use for it. `lastStep`: what goes on when all simulations are done. */
export function createProgressLine(stream: NodeJS.WriteStream, lastStep = 'finding the bottlenecks'): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  const write = (text: string): void => void stream.write(`\r${text}\u001b[K`);
  return {
    show: (progress) => write(clip(progressText(progress, lastStep), (stream.columns || FALLBACK_COLUMNS) - 1)),
    clear: () => write(''),
  };
}

/** `lastStep`: what goes on when all simulations are done. */
export function progressText({ done, total, secondsLeft }: Progress, lastStep: string): string {
  const share = total > 0 ? done / total : 1;
  const filled = Math.round(share * BAR_COLUMNS);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR_COLUMNS - filled)}]`;
  const rest = done >= total ? lastStep : secondsLeft === null ? '' : `${duration(secondsLeft)} left`;
  return [`${bar} ${Math.floor(share * 100)} %`, `${done} of ${total} simulations`, rest].filter(Boolean).join(', ');
}

/** `42 s`, `3 min 5 s`, `2 h 7 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
