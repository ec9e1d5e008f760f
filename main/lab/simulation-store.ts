/** Keeps the simulations of a run in its project: at once when there is time, at most ten times a second. */
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunRecord } from '../engine/run-record.ts';
import type { SimulationStore } from '../experiment/executor/looking-up.ts';
import type { Project } from '../project/project.ts';

export interface ProjectSimulations extends SimulationStore {
  /** Writes what waits. Once it could not be written, it says why ever after: the run has no use then. */
  flush(): Reply<null>;
}

const WRITE_INTERVAL_MS = 100;

/** `project` is asked for at each use: the run may go on in a copy under another name. */
export function keepSimulations(project: () => Project, runId: string): ProjectSimulations {
  const waiting = new Map<string, RunRecord>();
  const used = new Set<string>();
  let writtenMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let outcome: Reply<null> = succeed(null);

  function flush(): Reply<null> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!outcome.ok || waiting.size + used.size === 0) return outcome;
    writtenMs = performance.now();
    const simulations = [...waiting].map(([key, record]) => ({ key, record }));
    const claimed = [...used];
    waiting.clear();
    used.clear();
    outcome = project().putSimulations(runId, simulations);
    if (outcome.ok) outcome = project().claimSimulations(runId, claimed);
    return outcome;
  }

  function flushSoon(): void {
    const leftMs = writtenMs + WRITE_INTERVAL_MS - performance.now();
    if (leftMs <= 0) flush();
    else timer ??= setTimeout(flush, leftMs);
  }

  return {
    find(key) {
      const known = waiting.get(key);
      if (known) return known;
      const kept = project().findSimulation(key);
      if (!kept) return null;
      used.add(key);
      flushSoon();
      return kept;
    },
    keep(key, record) {
      waiting.set(key, record);
      flushSoon();
    },
    flush,
  };
}
