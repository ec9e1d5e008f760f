/** Files written for the user: never over a file that is there already. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError, messageOf } from './input-error.ts';
import { tell } from './output.ts';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Before a run: that its files can be written, so that nothing is computed in vain. Creates the folder. */
export function prepareFolder(folder: string, names: readonly string[]): void {
  const taken = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (taken !== undefined) throw alreadyThere(taken);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`The folder ${folder} cannot be created: ${messageOf(error)}. Choose another one.`, { cause: error });
  }
}

/** A file that is to be written later: it must not exist, its folder must. */
export function refuseTaken(path: string): void {
  if (existsSync(path)) throw alreadyThere(path);
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new InputError(`There is no folder ${folder} for ${path}. Create it first.`);
}

/** Writes a new file and says so. Throws InputError when it cannot. */
export function writeNewFile(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw alreadyThere(path);
    throw new InputError(`${path} cannot be written: ${messageOf(error)}. Choose another place.`, { cause: error });
  }
  tell(`Wrote ${path}.`);
}

export function writeNewFiles(folder: string, files: readonly NamedText[]): void {
  for (const { name, text } of files) writeNewFile(join(folder, name), text);
}

function alreadyThere(path: string): InputError {
  return new InputError(`${path} exists already and is not replaced. Move it away, or choose another place.`);
}
