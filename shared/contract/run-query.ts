/** Which runs of the project a page of them shows: the newest first. */
import { z } from 'zod';

/** Runs of a page at most: some ten kilobytes. */
export const MOST_RUNS_OF_PAGE = 100;
/** Runs that the state of the project brings with it: what the start page and the commands ask for. */
export const NEWEST_RUNS = 8;

export const runQuerySchema = z.strictObject({
  /** Only runs with these identities; null: of all. */
  runIds: z.array(z.string().min(1).max(64)).max(MOST_RUNS_OF_PAGE).nullable().default(null),
  /** Only runs in which each of these words stands, whatever the case: in the scenario's name, the techniques, the status, or the start (ISO 8601, UTC). */
  words: z.string().max(200).default(''),
  /** Only runs that are not going on. */
  ended: z.boolean().default(false),
  /** Only runs with at least so many points. */
  leastPoints: z.int().min(0).default(0),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(MOST_RUNS_OF_PAGE).default(MOST_RUNS_OF_PAGE),
});
export type RunQuery = z.output<typeof runQuerySchema>;
