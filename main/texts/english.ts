import { captures } from './english/captures.ts';
import { evidence } from './english/evidence.ts';
import { lab } from './english/lab.ts';
import { measured } from './english/measured.ts';
import { project } from './english/project.ts';

/** What the lab answers, in English, by what it speaks of. What varies is a parameter. */
export const english = {
  captures,
  evidence,
  lab,
  measured,
  project,
} as const;
