import type { DatabaseSync } from 'node:sqlite';

/** One step of the file format. Runs inside a transaction; a step that was released is never changed again. */
export interface Migration {
  /** `user_version` of the file after the step: 1, 2, 3, ... without gaps. */
  readonly version: number;
  /** What the step does, in a few words. */
  readonly title: string;
  readonly apply: (database: DatabaseSync) => void;
}
