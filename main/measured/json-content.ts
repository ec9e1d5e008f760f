/** JSON that a tool wrote: read and checked against what its format documents, with the place of what does not fit. */
import type { z } from 'zod';
import { MeasuredError, wrongAt } from './measured-error.ts';

/** Throws MeasuredError with line and column when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /\(line (\d+) column (\d+)\)/.exec(message);
    const where = place ? `line ${place[1]}, column ${place[2]}` : 'the end of the file';
    throw new MeasuredError(`${where}: this is not JSON, or it is cut off. Let the tool write the file again.`, { cause: error });
  }
}

/** Throws MeasuredError with the path of the first thing that does not fit. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, tool: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue?.path.join('.') || 'the file';
  throw wrongAt(
    place,
    `not as ${tool} writes it (${issue?.message ?? 'unknown'})`,
    'Let the tool write the file again, or tell which version wrote it.',
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
