/** What the lab's own testbed measured: `lab measure --out FILE`, or saved from the page. */
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import { testbedFileSchema } from '../../shared/measured/testbed-file.ts';
import { checked } from './json-content.ts';

export function looksLikeTestbed(value: Readonly<Record<string, unknown>>): boolean {
  return 'iovlabMeasured' in value;
}

export function readTestbed(value: unknown): MeasuredResult {
  return checked(testbedFileSchema, value, 'lab measure').result;
}
