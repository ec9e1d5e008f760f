/** Bad input: the message says what is wrong, where, and what to do. The command line ends with exit status 2. */
export class InputError extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
