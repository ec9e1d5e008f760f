/** The file of what the lab's own testbed measured: a measured result as it stands, under a name of its own. */
import { z } from 'zod';
import { measuredResultSchema, type MeasuredResult } from './schema.ts';

export const testbedFileSchema = z.strictObject({ iovlabMeasured: z.literal(1), result: measuredResultSchema });

export function writeTestbed(result: MeasuredResult): string {
  return `${JSON.stringify({ iovlabMeasured: 1, result } satisfies z.infer<typeof testbedFileSchema>, null, 2)}\n`;
}
