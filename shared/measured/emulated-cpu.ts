/** What was measured in guests whose CPU is translated, not virtualized. */
import type { MeasuredResult } from './schema.ts';

/** Stands before everything that comes from such a guest. */
export const EMULATED_CPU = 'Emulated CPU (TCG): compare counts and order, not rates. Nothing here is a rate of real hardware.';

export function isOfEmulatedCpu({ warnings }: Pick<MeasuredResult, 'warnings'>): boolean {
  return warnings.includes(EMULATED_CPU);
}
