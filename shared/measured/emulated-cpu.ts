/** What was measured in guests whose CPU is translated, not virtualized. */
import { measured } from '../texts/english/measured.ts';
import { words } from '../texts/words.ts';
import type { MeasuredResult } from './schema.ts';

/** Stands in files before everything that comes from such a guest: in English, whoever wrote them. */
export const EMULATED_CPU = measured.emulatedCpu;

export function isOfEmulatedCpu({ warnings }: Pick<MeasuredResult, 'warnings'>): boolean {
  return warnings.includes(EMULATED_CPU);
}

/** The same for who reads it now. */
export function emulatedCpuText(): string {
  return words().measured.emulatedCpu;
}
