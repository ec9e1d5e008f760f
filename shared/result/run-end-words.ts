/** What a person is told of a run that has ended, by the browser's notifications and the system's. */
import type { RunSummary } from '../contract/endpoints.ts';
import { formatNumber } from '../number-format.ts';
import { words } from '../texts/words.ts';

export function runEndWords({ status, points, message }: Pick<RunSummary, 'status' | 'points' | 'message'>): string {
  const { done, cancelled, failed } = words().runEnd;
  const written = formatNumber(points);
  if (status === 'done') return done(points, written);
  if (status === 'cancelled') return cancelled(points, written);
  return `${failed(points, written)} ${message}`.trim();
}
