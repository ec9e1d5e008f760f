/** The engine's speed: every variant in processes of its own, interleaved, so that a machine whose speed drifts disturbs all alike. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { engineEnvironment, engineFlags } from '../executor/compiler-settings.ts';
import { createPool } from '../executor/pool.ts';
import { speedOf, type Measurement, type Speed } from './measurement.ts';
import { variantsOf, type Variant } from './variants.ts';

export interface VariantSpeed extends Speed {
  readonly name: string;
  readonly group: Variant['group'];
}

export interface Benchmark {
  readonly variants: readonly VariantSpeed[];
  readonly replications: ReplicationSpeed;
}

export interface ReplicationSpeed {
  readonly workers: number;
  /** Rate with all workers over the rate with one. */
  readonly speedup: number;
}

export interface BenchmarkOptions {
  /** Folder of the example scenarios, with a slash at the end. */
  readonly examples: URL;
  /** Times that each variant is measured; odd, so that the median is one of them. */
  readonly rounds: number;
  readonly signal: AbortSignal;
  /** Measurements done and to do. */
  readonly onProgress: (done: number, total: number) => void;
}

/** A young generation, MiB, so large that nothing is collected while memory is measured. */
const YOUNG_GENERATION_MIB = 256;
const run = promisify(execFile);

export async function benchmark({ examples, rounds, signal, onProgress }: BenchmarkOptions): Promise<Benchmark> {
  const variants = variantsOf(examples);
  const measurements = new Map<string, Measurement[]>(variants.map(({ name }) => [name, []]));
  let done = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { name } of variants) {
      measurements.get(name)?.push(await measure(examples, name, signal));
      onProgress(++done, rounds * variants.length);
    }
  }
  return {
    variants: variants.map(({ name, group }) => ({ name, group, ...speedOf(measurements.get(name) ?? []) })),
    replications: await measureReplications(),
  };
}

/** One measurement of a variant, in a process of its own. */
export async function measure(examples: URL, name: string, signal?: AbortSignal): Promise<Measurement> {
  const script = new URL('./variant-process.ts', import.meta.url);
  const memory = [`--min-semi-space-size=${YOUNG_GENERATION_MIB}`, `--max-semi-space-size=${YOUNG_GENERATION_MIB}`];
  const { stdout } = await run(process.execPath, [...engineFlags, ...memory, fileURLToPath(script), examples.href, name], {
    signal,
    env: engineEnvironment(script),
  });
  return JSON.parse(stdout) as Measurement;
}

/** Simulations of each worker in the measurement of replications. */
const SIMULATIONS_PER_WORKER = 6;

async function measureReplications(): Promise<ReplicationSpeed> {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm', count: 8 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 95 } }],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 200 },
  });
  const technique = scenario.techniques[0];
  if (!technique) throw new Error('The scenario has no technique.');
  const rateWith = async (workers: number): Promise<number> => {
    const executor = createPool({ workers });
    const { signal } = new AbortController();
    const simulateAll = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, replication) => executor.run({ scenario, technique, replication }, signal)));
    // The first simulation of a worker loads and compiles the engine.
    await simulateAll(2 * workers);
    const began = performance.now();
    await simulateAll(SIMULATIONS_PER_WORKER * workers);
    const rate = (SIMULATIONS_PER_WORKER * workers) / (performance.now() - began);
    await executor.close();
    return rate;
  };
  const { workers, close } = createPool();
  await close();
  return { workers, speedup: (await rateWith(workers)) / (await rateWith(1)) };
}
