/** Whether what was built is older than what it was built from. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param outputs times of change; null: not there. */
export function isStale(sources: readonly number[], outputs: readonly (number | null)[]): boolean {
  const oldest = outputs.reduce<number | null>((least, time) => (least === null || time === null ? null : Math.min(least, time)), Infinity);
  return oldest === null || sources.some((time) => time > oldest);
}

/** Time of change, ms; null when there is no such file. */
export function changeTime(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Times of change of a file, or of all files under a folder. */
export function changeTimes(path: string): number[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) return [];
  if (!status.isDirectory()) return [status.mtimeMs];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => changeTime(join(entry.parentPath, entry.name)) ?? []);
}
