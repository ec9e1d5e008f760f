/** What identifies a run, in words: for the first table of the CSV export and the first page of the report. */
import packageDescription from '../../package.json' with { type: 'json' };
import type { RunStatus, RunSummary } from '../../shared/contract/endpoints.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { replicationsText } from '../../shared/scenario/stopping.ts';

export interface RunFact {
  readonly name: string;
  readonly value: string;
}

const statusInWords: Readonly<Record<RunStatus, string>> = {
  running: 'still running: only the points done so far',
  done: 'complete',
  cancelled: 'cancelled: only the points that were done',
  failed: 'failed: only the points that were done',
};

export const applicationVersion: string = packageDescription.version;

export function runFacts(
  { scenario, engineVersion, seed, points }: RunResult,
  { startedAt, status, message, runId }: RunSummary,
): RunFact[] {
  return [
    { name: 'Scenario', value: scenario.name },
    { name: 'Date of the run', value: dateInWords(startedAt) },
    { name: 'Run', value: runId },
    { name: 'State', value: message === '' ? statusInWords[status] : `${statusInWords[status]} (${message})` },
    { name: 'Points', value: String(points.length) },
    { name: 'Replications of each point', value: replicationsText(scenario) },
    { name: 'Seed', value: String(seed) },
    { name: 'Cost model', value: scenario.costModel },
    { name: 'Engine version', value: engineVersion },
    { name: 'IOVLab version', value: applicationVersion },
  ];
}

/** "2026-11-25 03:47:17 UTC": the same in every place and language. A date that cannot be read stays as it is. */
export function dateInWords(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
