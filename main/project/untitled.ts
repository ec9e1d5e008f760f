/** Untitled projects: files in the application's data folder until they are saved under a name, and offered again after a crash. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { acquireLock } from './lock.ts';
import { createProject, openProject } from './open-project.ts';
import { PROJECT_EXTENSION } from './project-format.ts';
import type { Project } from './project.ts';

export interface RecoverableProject {
  readonly path: string;
  /** Last change, ISO 8601, UTC. */
  readonly changedAt: string;
}

function untitledFolder(dataFolder: string): string {
  return join(resolve(dataFolder), 'untitled');
}

/** A path in the folder of untitled projects that no file has. The folder is created when missing. */
export function newUntitledPath(dataFolder: string): Reply<string> {
  const folder = untitledFolder(dataFolder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return refuse('failed', labWords().project.opening.dataFolderFailed(folder, error instanceof Error ? error.message : String(error)));
  }
  return succeed(join(folder, `untitled-${randomUUID().slice(0, 13)}${PROJECT_EXTENSION}`));
}

export function createUntitled(dataFolder: string): Reply<Project> {
  const path = newUntitledPath(dataFolder);
  return path.ok ? createProject(path.value) : path;
}

/** Whether the path is one of the data folder's untitled projects. */
export function isUntitled(dataFolder: string, path: string): boolean {
  return dirname(resolve(path)) === untitledFolder(dataFolder);
}

/** Untitled projects that no window has open, newest first. An empty one that was left over is removed: there is nothing in it to lose. */
export function findRecoverable(dataFolder: string): RecoverableProject[] {
  return untitledFiles(dataFolder)
    .filter((path) => !isOpenSomewhere(path))
    .filter(keepUnlessEmpty)
    .map((path) => ({ path, changedAt: statSync(path).mtime.toISOString() }))
    .sort((one, other) => other.changedAt.localeCompare(one.changedAt));
}

/** Removes an untitled project that is closed, after it was saved under a name or given up. Other files are left alone. */
export function discardUntitled(dataFolder: string, path: string): void {
  if (isUntitled(dataFolder, path)) rmSync(path, { force: true });
}

function untitledFiles(dataFolder: string): string[] {
  const folder = untitledFolder(dataFolder);
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(PROJECT_EXTENSION))
      .map((name) => join(folder, name));
  } catch {
    // No such folder yet.
    return [];
  }
}

function isOpenSomewhere(path: string): boolean {
  const lock = acquireLock(path);
  if (lock.kind === 'held') lock.release();
  return lock.kind === 'busy';
}

/** A file that cannot be opened is kept: it can be offered, and what is left of it recovered. */
function keepUnlessEmpty(path: string): boolean {
  const opened = openProject(path);
  if (!opened.ok) return true;
  const empty = opened.value.readDraft() === null && opened.value.listRuns().length === 0;
  opened.value.close();
  if (empty) rmSync(path, { force: true });
  return !empty;
}
