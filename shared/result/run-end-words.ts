/** What a person is told of a run that has ended, by the browser's notifications and the system's. */
import type { RunSummary } from '../contract/endpoints.ts';
import { formatNumber } from '../number-format.ts';

export function runEndWords({ status, points, message }: Pick<RunSummary, 'status' | 'points' | 'message'>): string {
  const simulated = `${formatNumber(points)} ${points === 1 ? 'point' : 'points'}`;
  if (status === 'done') return `The run is done: ${simulated}.`;
  if (status === 'cancelled') return `The run was cancelled after ${simulated}.`;
  return `The run failed after ${simulated}. ${message}`.trim();
}
