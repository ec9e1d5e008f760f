/** What a bundle is read by: files of JSON that may be damaged, and the scenario that must be the one that it was made of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';
import { bundleFiles, scenarioDigest, type Bundle } from './bundle-format.ts';

/** null when the file is not there, damaged or another one. */
export function readBundledScenario(folder: string, bundle: Bundle): Scenario | null {
  const scenario = scenarioSchema.safeParse(readJsonFile(join(folder, bundleFiles.scenario)));
  return scenario.success && scenarioDigest(scenario.data) === bundle.scenario ? scenario.data : null;
}

/** null when it cannot be read, or is no JSON. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
