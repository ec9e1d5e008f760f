import { project } from './english/project.ts';

/** What the lab answers, in English, by what it speaks of. What varies is a parameter. */
export const english = {
  project,
} as const;
