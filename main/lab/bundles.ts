/** Bundles, for the command line: made, and gathered as a run of this machine is. */
import { collectBundle, type Collected, type CollectOptions, type OpenBundle } from '../experiment/bundle/collect.ts';
import { createPool } from '../experiment/executor/pool.ts';

export { makeBundle } from '../experiment/bundle/make-bundle.ts';
export { openBundle, type Collected, type OpenBundle } from '../experiment/bundle/collect.ts';

export interface GatherOptions extends Pick<CollectOptions, 'signal' | 'onProgress'> {
  /** Simulates what is missing on the threads of this machine, and keeps it in the bundle. */
  readonly simulateMissing: boolean;
  /** Threads. Default: one for each processor. */
  readonly workers: number | undefined;
}

export async function gatherBundle(bundle: OpenBundle, { simulateMissing, workers, ...options }: GatherOptions): Promise<Collected> {
  if (!simulateMissing) return collectBundle(bundle, options);
  const executor = createPool(workers === undefined ? {} : { workers });
  try {
    return await collectBundle(bundle, { ...options, simulateMissing: executor });
  } finally {
    await executor.close();
  }
}
