/** Guided labs: the files of the application and those of the data folder, and how far the person has come in each. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkLesson, type CheckedLesson } from '../../shared/lessons/check.ts';
import { lessonProgressSchema, type LessonProgress } from '../../shared/lessons/lesson.ts';
import type { Problem } from '../../shared/scenario/problem.ts';
import { catalogue } from './catalogue.ts';

const EXTENSION = '.json';
/** The labs of the application. */
export const deliveredLabs = new URL('../../labs/', import.meta.url);
const PROGRESS_FILE = 'labs-progress.json';
const progressFileSchema = z.record(z.string(), lessonProgressSchema);
export const noLessonProgress: LessonProgress = { predictions: {}, runId: null };

export interface LessonFile {
  /** File name without its ending; a file of the data folder takes the place of one of the application. */
  readonly id: string;
  readonly file: string;
  readonly checked: CheckedLesson;
}

/** Folder of the labs that a person adds, made when it is missing. */
export function ownLabsFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'labs');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Labs of several folders by name; of equal names the last counts. Throws when a folder cannot be read. */
export function readLessons(folders: readonly string[]): readonly LessonFile[] {
  const byId = new Map<string, LessonFile>();
  for (const folder of folders)
    for (const name of readdirSync(folder).filter((file) => file.endsWith(EXTENSION)))
      byId.set(name.slice(0, -EXTENSION.length), readLesson(join(folder, name), name.slice(0, -EXTENSION.length)));
  return [...byId.values()].sort((one, other) => one.id.localeCompare(other.id));
}

export function readLesson(file: string, id: string): LessonFile {
  const read = readJson(file);
  return { id, file, checked: 'problem' in read ? { problems: [read.problem], lesson: null } : checkLesson(read.value, catalogue) };
}

/** Progress that cannot be read counts as none: it can be made again. */
export function readLessonProgress(dataFolder: string): Readonly<Record<string, LessonProgress>> {
  const read = readJson(join(dataFolder, PROGRESS_FILE));
  const parsed = progressFileSchema.safeParse('value' in read ? read.value : {});
  return parsed.success ? parsed.data : {};
}

/** Written whole or not at all. Throws when the folder cannot be written. */
export function keepLessonProgress(dataFolder: string, id: string, progress: LessonProgress): void {
  const file = join(dataFolder, PROGRESS_FILE);
  writeFileSync(`${file}.new`, JSON.stringify({ ...readLessonProgress(dataFolder), [id]: progress }));
  renameSync(`${file}.new`, file);
}

function readJson(file: string): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    const message = `It cannot be read: ${error instanceof Error ? error.message : String(error)}. Mend the file, or take it out of its folder.`;
    return { problem: { path: '', message, severity: 'error' } };
  }
}
