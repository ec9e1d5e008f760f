/** What identifies a run that is in no project. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { LocalRun } from '../lab/run-on-this-machine.ts';

/** @param startedAt ISO 8601, UTC. */
export function commandLineSummary({ result, failure }: Pick<LocalRun, 'result' | 'failure'>, startedAt: string): RunSummary {
  const { scenario, complete, points } = result;
  return {
    runId: 'command-line',
    scenarioName: scenario.name,
    startedAt,
    status: !complete ? 'cancelled' : failure === null ? 'done' : 'failed',
    message: failure ?? '',
    points: points.length,
    techniques: scenario.techniques.map((choice) => choice.label ?? choice.name),
  };
}
