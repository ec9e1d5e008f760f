/** Writes what a run has simulated, records and points, into its project: at once when there is time, else some times a second. */
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { RunRecord } from '../engine/run-record.ts';
import type { SimulationStore } from '../experiment/executor/looking-up.ts';
import type { Project } from '../project/project.ts';
import { planPlaces } from '../experiment/plan-places.ts';

export interface ResultStore extends SimulationStore {
  /** Points that are new or better known; those of before a run was resumed stay until they are known as well. Returns those that are kept. */
  keepPoints(points: readonly PointResult[]): PointResult[];
  /** Writes what waits. */
  flush(): Reply<null>;
  /** How the last write ended. What could not be written is kept in memory by the project, and so is what becomes known after that. */
  readonly outcome: Reply<null>;
}

export interface ResultStoreParts {
  /** Asked for at each use: a run may go on in a copy under another name. */
  readonly project: () => Project;
  readonly runId: string;
  readonly scenario: Scenario;
  /** Points of the run before it was resumed. */
  readonly known: readonly PointResult[];
}

const WRITE_INTERVAL_MS = 100;
/** A write takes at most this share of the time: a slow disk makes writes seldom, and not simulations slow. */
const WRITE_SHARE = 0.1;

export function createResultStore({ project, runId, scenario, known }: ResultStoreParts): ResultStore {
  const records = new Map<string, RunRecord>();
  const used = new Set<string>();
  const points = new Map<string, PointResult>();
  const placeOf = planPlaces(scenario);
  const knownBefore = new Map(known.map((point) => [point.id, simulationsOf(point)]));
  let nextWriteMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let outcome: Reply<null> = succeed(null);

  function flush(): Reply<null> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (records.size + used.size + points.size === 0) return outcome;
    const beganMs = performance.now();
    outcome = project().putResults(runId, {
      simulations: [...records].map(([key, record]) => ({ key, record })),
      used: [...used],
      points: [...points.values()],
      placeOf,
    });
    records.clear();
    used.clear();
    points.clear();
    const tookMs = performance.now() - beganMs;
    nextWriteMs = beganMs + Math.max(WRITE_INTERVAL_MS, tookMs / WRITE_SHARE);
    return outcome;
  }

  function flushSoon(): void {
    const leftMs = nextWriteMs - performance.now();
    if (leftMs <= 0) flush();
    else timer ??= setTimeout(flush, leftMs);
  }

  return {
    find(key) {
      const waiting = records.get(key);
      if (waiting) return waiting;
      const kept = project().findSimulation(key);
      if (!kept) return null;
      used.add(key);
      flushSoon();
      return kept;
    },
    keep(key, record) {
      records.set(key, record);
      flushSoon();
    },
    keepPoints(changed) {
      const better = changed.filter((point) => simulationsOf(point) >= (knownBefore.get(point.id) ?? 0));
      for (const point of better) points.set(point.id, point);
      if (better.length > 0) flushSoon();
      return better;
    },
    flush,
    get outcome() {
      return outcome;
    },
  };
}

/** Replications and draws of the costs. */
function simulationsOf({ replications, metrics }: PointResult): number {
  return replications + (Object.values(metrics).find(({ uncertainty }) => uncertainty)?.uncertainty?.draws ?? 0);
}
