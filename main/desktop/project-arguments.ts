/** Project files named on the command line: how Windows and Linux hand over a file that was double-clicked. */
import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { fileKinds } from '../../shared/contract/file-kinds.ts';

/**
 * Absolute paths of the project files among the arguments.
 * @param arguments_ without the program; switches of Chromium may be among them.
 */
export function projectPathsOf(arguments_: readonly string[], workingFolder: string): readonly string[] {
  return arguments_
    .filter((argument) => !argument.startsWith('-') && extname(argument).toLowerCase() === fileKinds.project.ending)
    .map((argument) => resolve(workingFolder, argument));
}

/** What a second start of the app hands over to the first. Read by itself: Chromium reorders the arguments of the other process. */
export interface HandOver {
  readonly paths: readonly string[];
}

const handOverSchema = z.object({ paths: z.array(z.string().min(1).max(4096)).max(100) }) satisfies z.ZodType<HandOver>;

/** Paths that another start of the app asks to open; none when the message is not understood. */
export function handedOverPaths(message: unknown): readonly string[] {
  const parsed = handOverSchema.safeParse(message);
  return parsed.success ? parsed.data.paths : [];
}
