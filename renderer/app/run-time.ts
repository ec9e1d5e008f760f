import { formatLocale } from '../../shared/number-format.ts';

/** Start of a run for people: `24 Nov 2026, 12:05` in English. */
export function runTime(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : time.toLocaleString(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}
