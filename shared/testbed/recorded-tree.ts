/** What was read of a host, as one file of JSON that can be carried elsewhere and read again with the same conclusions. */
import { z } from 'zod';

/** A tree keeps what programs printed in this folder, in files that are called like the command: `ethtool -g eth0`. */
export const OUTPUTS_FOLDER = 'outputs';

/** The text that was read; null: only root may read it. What is not there was missing. */
const readings = z.record(z.string(), z.string().nullable());

export const recordedTreeSchema = z.strictObject({
  format: z.literal(1),
  /** The host, as it is shown. */
  origin: z.string(),
  /** Where the tree comes from, and under which licence, when it is not of this lab. */
  source: z.string().default(''),
  files: readings,
  folders: readings,
  links: readings,
  outputs: readings,
});
export type RecordedTree = z.infer<typeof recordedTreeSchema>;

export function emptyTree(origin: string): RecordedTree {
  return { format: 1, origin, source: '', files: {}, folders: {}, links: {}, outputs: {} };
}
