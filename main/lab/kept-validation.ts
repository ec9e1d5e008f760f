/** The last complete validation of each version of the engine, kept in the data folder: for the page, and for the reports of runs. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptValidationSchema, type KeptValidation } from '../../shared/validation/report.ts';
import type { ValidationReport } from '../../shared/validation/report.ts';

/** What may stand in a file name: a version can come from a project file. */
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/;

/** Null where there is none. A report that cannot be read counts as none: it can be made again. */
export function readKeptValidation(dataFolder: string, engineVersion: string): KeptValidation | null {
  if (!VERSION.test(engineVersion)) return null;
  try {
    return keptValidationSchema.parse(JSON.parse(readFileSync(fileOf(dataFolder, engineVersion), 'utf8')));
  } catch {
    return null;
  }
}

/** Written whole or not at all. Throws when the folder cannot be written. */
export function keepValidation(dataFolder: string, report: ValidationReport): void {
  mkdirSync(join(dataFolder, 'validation'), { recursive: true });
  const file = fileOf(dataFolder, report.engineVersion);
  writeFileSync(`${file}.new`, JSON.stringify({ finishedAt: new Date().toISOString(), report } satisfies KeptValidation));
  renameSync(`${file}.new`, file);
}

function fileOf(dataFolder: string, engineVersion: string): string {
  return join(dataFolder, 'validation', `${engineVersion}.json`);
}
