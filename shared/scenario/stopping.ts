/** The bounds of a point's replications: fixed, or with a stopping rule from the fewest to the most. */
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
  return fewest === most ? String(fewest) : `${fewest} to ${most}`;
}

export function stoppingProblems({ method }: Method): Problem[] {
  const { stopping, durationMs } = method;
  if (!stopping) return [];
  const fewest = fewestReplications({ method });
  const problems: Problem[] = [];
  if (stopping.maxReplications < fewest)
    problems.push(
      error(
        'method.stopping.maxReplications',
        `At most ${stopping.maxReplications} replications, but at least ${fewest}: raise it to ${fewest} or more, or lower minReplications and method.replications.`,
      ),
    );
  if (stopping.maxSimulatedMs !== undefined && stopping.maxSimulatedMs < fewest * durationMs)
    problems.push(
      error(
        'method.stopping.maxSimulatedMs',
        `${fewest} replications of ${durationMs} ms are ${fewest * durationMs} ms, more than ${stopping.maxSimulatedMs} ms: raise it, or lower minReplications or method.durationMs.`,
      ),
    );
  if (fewest < FEW)
    problems.push(
      warning(
        'method.stopping.minReplications',
        `With fewer than ${FEW} replications the interval is now and then small by chance, and the point ends too early: 95 % intervals then hold in 93 % of cases or less. Give ${FEW} or more.`,
      ),
    );
  const named = new Set(stopping.metrics);
  if (named.size < stopping.metrics.length) problems.push(warning('method.stopping.metrics', 'A metric is named twice. Name each once.'));
  return problems;
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
