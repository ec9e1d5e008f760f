/** What the verification of an evidence archive found, and how to say it. */
import { z } from 'zod';
import { words } from '../texts/words.ts';

/** Of file names. */
export const EVIDENCE_EXTENSION = '.iovlab-evidence.zip';

/** Simulations that are made again when nobody says how many. */
export const DEFAULT_SAMPLE = 10;
export const LARGEST_SAMPLE = 1_000_000;
/** Of the draw of a sample. */
export const LARGEST_SEED = 2 ** 32 - 1;

/** Something that is not as it was written. */
export const findingSchema = z.strictObject({
  /** File of the archive, and what in it; empty: the archive. */
  place: z.string(),
  /** A sentence. */
  message: z.string(),
});
export type Finding = z.output<typeof findingSchema>;

export const verificationSchema = z.strictObject({
  /** other-version: only the digests could be looked at. */
  verdict: z.enum(['identical', 'different', 'other-version', 'cancelled']),
  /** Of the archive. */
  engineVersion: z.string(),
  /** Simulations in the archive, and those that were made again. */
  simulations: z.int(),
  simulatedAgain: z.int(),
  /** Of the draw of those that were made again. */
  seed: z.int(),
  points: z.int(),
  /** The first difference first. */
  findings: z.array(findingSchema),
});
export type Verification = z.output<typeof verificationSchema>;

export function verdictSentence({ verdict, engineVersion, simulations, simulatedAgain, seed, points }: Verification): string {
  const texts = words().evidence;
  switch (verdict) {
    case 'identical':
    case 'different':
      return texts[verdict](texts.madeAgain(simulatedAgain, simulations, seed, points));
    case 'other-version':
      return texts.otherVersion(engineVersion);
    case 'cancelled':
      return texts.cancelled;
  }
}

export function findingSentence({ place, message }: Finding): string {
  return [place, message].filter(Boolean).join(': ');
}
