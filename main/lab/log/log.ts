/** The lab's log: what happened and what went wrong, one line each, for the person who looks for a cause. Nothing of a scenario's content is in it. */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';

export interface Log {
  /** Of the file that is being written; older ones stand beside it. */
  readonly path: string;
  info(text: string): void;
  warn(text: string): void;
  /** With the stack of an Error, which stays on this machine until the person copies it. */
  error(text: string, cause?: unknown): void;
  /** The newest lines, oldest of them first; fewer when there are not so many. */
  recentLines(count: number): string[];
}

/** A file that grows beyond this is put aside, bytes. */
const LARGEST_FILE_BYTES = 512 * 1024;
/** Files put aside: `iovlab.1.log` is the newest. The older ones are deleted. */
const KEPT_FILES = 3;

export interface LogOptions {
  readonly largestFileBytes?: number;
}

/**
 * A log in `logs` of the data folder. Every line is written at once, so that the last words of a crash are there; a log that cannot be
 * written says so on standard error and stops nothing.
 */
export function createLog(dataFolder: string, { largestFileBytes = LARGEST_FILE_BYTES }: LogOptions = {}): Log {
  const folder = join(dataFolder, 'logs');
  const path = join(folder, 'iovlab.log');
  const logger = electronLog.create({ logId: path });
  const { file, console: terminal } = logger.transports;
  terminal.level = false;
  Object.assign(file, { resolvePathFn: () => path, maxSize: largestFileBytes, format: '[{iso}] [{level}] {text}' });
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.archiveLogFn = () => putAside(folder);

  return {
    path,
    info: (text) => logger.info(oneLine(text)),
    warn: (text) => logger.warn(oneLine(text)),
    error: (text, cause) => logger.error(cause === undefined ? oneLine(text) : `${oneLine(text)}: ${describeCause(cause)}`),
    recentLines(count) {
      const lines = [archived(folder, 1), path].flatMap(linesOf);
      return lines.slice(-count);
    },
  };
}

function putAside(folder: string): void {
  rmSync(archived(folder, KEPT_FILES), { force: true });
  for (let number = KEPT_FILES; number >= 1; number--) rename(archived(folder, number - 1), archived(folder, number));
}

/** 0: the file that is being written. */
function archived(folder: string, number: number): string {
  return join(folder, number === 0 ? 'iovlab.log' : `iovlab.${number}.log`);
}

/** Another lab of the same data folder may have done it in the meantime. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Not there: nothing to put aside.
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Text from outside cannot begin a line of its own. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ⏎ ');
}

function describeCause(cause: unknown): string {
  return oneLine(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
}
