/** The experiments of this application: one file each in the folder `validation`, named after its identity. */
import { readdirSync } from 'node:fs';

const checkoutFolder = new URL('../../validation/', import.meta.url);

/** Files in the order of their names, `<identity>.json`. A folder that is not there holds none. */
export function listExperimentFiles(folder: URL = checkoutFolder): readonly URL[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => new URL(name, folder));
  } catch {
    return [];
  }
}
