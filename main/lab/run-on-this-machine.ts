/** Runs a scenario on the worker threads of this machine, and the catalogue that scenarios are checked against. */
import type { RunResult } from '../../shared/result/schema.ts';
import type { Catalogue } from '../../shared/scenario/technique-limits.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { hostProfiles } from '../engine/costs/host-profiles.ts';
import { costModels } from '../engine/costs/models.ts';
import { nicProfiles } from '../engine/costs/nic-profiles.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { runScenario, type RunProgress } from '../experiment/run.ts';

export const catalogue: Catalogue = { hostProfiles, nicProfiles, costModels };

export interface LocalRunOptions {
  /** Default: one for each processor. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

export async function runOnThisMachine(scenario: Scenario, { workers, signal, onProgress }: LocalRunOptions): Promise<RunResult> {
  const executor = createPool(workers === undefined ? {} : { workers: Math.max(1, workers) });
  try {
    return await runScenario(scenario, { executor, signal, onProgress, clock: () => performance.now() });
  } finally {
    await executor.close();
  }
}
