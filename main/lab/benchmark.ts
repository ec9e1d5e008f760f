/** The engine's benchmark on the examples of this application. */
import { benchmark as benchmarkOn, type Benchmark, type BenchmarkOptions } from '../experiment/benchmark/benchmark.ts';

export type { Benchmark, VariantSpeed } from '../experiment/benchmark/benchmark.ts';

const examples = new URL('../../examples/', import.meta.url);

export function benchmark(options: Omit<BenchmarkOptions, 'examples'>): Promise<Benchmark> {
  return benchmarkOn({ examples, ...options });
}
