/** Benchmark methods in the field's words. */
import { words } from '../texts/words.ts';
import type { MeasuringKind } from './method-goals.ts';

/** "RFC 2544 throughput". */
export function methodTitle(kind: MeasuringKind): string {
  return words().scenario.methods[kind];
}
