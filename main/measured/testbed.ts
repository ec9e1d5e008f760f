/** What the lab's own testbed measured (`lab measure --out FILE`): a measured result as it stands, under a name of its own. */
import { z } from 'zod';
import { measuredResultSchema, type MeasuredResult } from '../../shared/measured/schema.ts';
import { checked } from './json-content.ts';

const fileSchema = z.strictObject({ iovlabMeasured: z.literal(1), result: measuredResultSchema });

export function looksLikeTestbed(value: Readonly<Record<string, unknown>>): boolean {
  return 'iovlabMeasured' in value;
}

export function readTestbed(value: unknown): MeasuredResult {
  return checked(fileSchema, value, 'lab measure').result;
}

/** Text of the file. */
export function writeTestbed(result: MeasuredResult): string {
  return `${JSON.stringify({ iovlabMeasured: 1, result }, null, 2)}\n`;
}
