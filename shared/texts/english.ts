import { metrics } from './english/metrics.ts';
import { whatNext } from './english/what-next.ts';

/** The English words that page, shell and reports share, by what they speak of. What varies is a parameter. */
export const english = {
  metrics,
  whatNext,
} as const;
