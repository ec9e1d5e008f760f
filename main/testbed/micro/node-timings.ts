/** The same operations as far as Node can time them, where no compiler is: each holds a call from JavaScript. */
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Timing } from './timings.ts';

const CALLS = 20_000;
const SIZES = [64, 256, 512, 1024, 1536, 4096];
const COLD_BYTES = 256 * 2 ** 20;
const CACHE_LINE_BYTES = 64;

export const nodeErrors = [
  'No C compiler was found, so that Node timed the operations: each copy and system call holds 20 to 100 ns of a call from JavaScript. Install cc to time them alone.',
  'Wake-up, context switch and loopback were not timed: Node cannot keep a thread on a CPU.',
] as const;

export async function timedByNode(repetitions: number, signal: AbortSignal): Promise<Timing[]> {
  const source = Buffer.alloc(COLD_BYTES, 1);
  const target = Buffer.alloc(Math.max(...SIZES), 1);
  const copies = SIZES.flatMap((sizeBytes) => [
    { operation: 'copy-warm' as const, sizeBytes, act: () => source.copy(target, 0, 0, sizeBytes) },
    { operation: 'copy-cold' as const, sizeBytes, act: () => copyFromAnywhere(source, target, sizeBytes) },
  ]);
  const acts = [...copies, { operation: 'system-call' as const, sizeBytes: null, act: () => process.ppid }];
  const timings = acts.map(({ operation, sizeBytes, act }) => ({ operation, sizeBytes, act, repetitions: [] as number[] }));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const timing of timings) timing.repetitions.push(meanNs(timing.act));
    await setTimeout(0, undefined, { signal });
  }
  return timings.map(({ operation, sizeBytes, repetitions: values }) => ({ operation, sizeBytes, repetitions: values }));
}

function copyFromAnywhere(source: Buffer, target: Buffer, sizeBytes: number): void {
  const place = Math.floor((Math.random() * (COLD_BYTES - sizeBytes)) / CACHE_LINE_BYTES) * CACHE_LINE_BYTES;
  source.copy(target, 0, place, place + sizeBytes);
}

function meanNs(act: () => unknown): number {
  const begin = performance.now();
  for (let call = 0; call < CALLS; call++) act();
  return ((performance.now() - begin) / CALLS) * 1e6;
}
