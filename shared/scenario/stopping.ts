/** The bounds of a point's replications: fixed, or with a stopping rule from the fewest to the most. */
import { words } from '../texts/words.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';

/** Replications from which the intervals of a rule keep what they promise (main/experiment/statistics/coverage.ts). */
const FEW = 10;

type Method = Pick<Scenario, 'method'>;

/** Replications that every point has. */
export function fewestReplications({ method: { replications, stopping } }: Method): number {
  return stopping ? Math.max(replications, stopping.minReplications) : replications;
}

/** Replications that no point exceeds, by number or by simulated time; never less than the fewest. */
export function mostReplications({ method }: Method): number {
  const { stopping, durationMs } = method;
  const fewest = fewestReplications({ method });
  if (!stopping) return fewest;
  const inTime = stopping.maxSimulatedMs === undefined ? Number.POSITIVE_INFINITY : Math.floor(stopping.maxSimulatedMs / durationMs);
  return Math.max(fewest, Math.min(stopping.maxReplications, inTime));
}

/** "5"; with a stopping rule "10 to 100". */
export function replicationsText(method: Method): string {
  const [fewest, most] = [fewestReplications(method), mostReplications(method)];
  return fewest === most ? String(fewest) : words().scenario.range(String(fewest), String(most));
}

export function stoppingProblems({ method }: Method): Problem[] {
  const { stopping, durationMs } = method;
  if (!stopping) return [];
  const texts = words().problems.stopping;
  const fewest = fewestReplications({ method });
  const problems: Problem[] = [];
  if (stopping.maxReplications < fewest)
    problems.push(error('method.stopping.maxReplications', texts.mostBelowFewest(stopping.maxReplications, fewest)));
  if (stopping.maxSimulatedMs !== undefined && stopping.maxSimulatedMs < fewest * durationMs)
    problems.push(
      error('method.stopping.maxSimulatedMs', texts.littleTime(fewest, durationMs, fewest * durationMs, stopping.maxSimulatedMs)),
    );
  if (fewest < FEW) problems.push(warning('method.stopping.minReplications', texts.few(FEW)));
  const named = new Set(stopping.metrics);
  if (named.size < stopping.metrics.length) problems.push(warning('method.stopping.metrics', texts.sameMetrics));
  return problems;
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
