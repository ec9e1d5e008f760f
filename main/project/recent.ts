/** The projects opened last: a small JSON file in the data folder. Losing it loses nothing of value, so damage means an empty list. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { PROJECT_EXTENSION } from './project-format.ts';

/** Entries kept. */
export const MOST_RECENT = 10;

export interface RecentProject {
  readonly path: string;
  /** File name without its extension. */
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly exists: boolean;
}

const entrySchema = z.object({ path: z.string().min(1), openedAt: z.string() });
type Entry = z.infer<typeof entrySchema>;

/** Last opened first. */
export function readRecent(dataFolder: string): RecentProject[] {
  return readEntries(dataFolder).map((entry) => ({ ...entry, title: titleOf(entry.path), exists: existsSync(entry.path) }));
}

/** Puts a project at the head of the list. A list that cannot be written is given up silently: it is a convenience. */
export function noteRecent(dataFolder: string, path: string, openedAt: Date): void {
  const absolute = resolve(path);
  const others = readEntries(dataFolder).filter((entry) => entry.path !== absolute);
  const entries = [{ path: absolute, openedAt: openedAt.toISOString() }, ...others].slice(0, MOST_RECENT);
  try {
    mkdirSync(dataFolder, { recursive: true });
    const temporary = `${fileOf(dataFolder)}.${process.pid}.partial`;
    writeFileSync(temporary, `${JSON.stringify(entries, null, 2)}\n`);
    renameSync(temporary, fileOf(dataFolder));
  } catch {
    return;
  }
}

/** Title of a project: its file name without the extension. */
export function titleOf(path: string): string {
  return basename(path, PROJECT_EXTENSION);
}

function fileOf(dataFolder: string): string {
  return join(dataFolder, 'recent.json');
}

function readEntries(dataFolder: string): Entry[] {
  try {
    const content: unknown = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8'));
    if (!Array.isArray(content)) return [];
    return content.flatMap((entry) => entrySchema.safeParse(entry).data ?? []).slice(0, MOST_RECENT);
  } catch {
    return [];
  }
}
