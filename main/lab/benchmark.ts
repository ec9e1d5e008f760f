/** The engine's benchmark on the examples of this application. */
import { fromSources } from '../from-sources.ts';
import { benchmark as benchmarkOn, type Benchmark, type BenchmarkOptions } from '../experiment/benchmark/benchmark.ts';

export type { Benchmark, VariantSpeed } from '../experiment/benchmark/benchmark.ts';

/** Why the engine cannot be measured here; empty when it can. */
export const benchmarkObstacle = fromSources
  ? ''
  : 'The benchmark measures the engine in processes of Node, which the packages do not bring: run it in a checkout.';

const examples = new URL('../../examples/', import.meta.url);

export function benchmark(options: Omit<BenchmarkOptions, 'examples'>): Promise<Benchmark> {
  return benchmarkOn({ examples, ...options });
}
