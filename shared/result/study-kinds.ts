import { words } from '../texts/words.ts';

/** What can be asked about points that have been run, beyond their figures. */
export const studyKinds = ['costs', 'what-next', 'parameters'] as const;
/** costs: what the figures depend on; what-next: which change would help; parameters: what settings and costs do, also together. */
export type StudyKind = (typeof studyKinds)[number];

/** Why the points of a benchmark method are not studied. */
export function foundLoads(): string {
  return words().studies.foundLoads;
}
