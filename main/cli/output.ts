/** Where words go: results to standard output, everything about the work itself to standard error. */

/** A result, with a line end if it has none. Resolves when the reader has taken it, so that a long one does not pile up in memory. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve()));
}

/** Progress, warnings and what was written where. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader that goes away (`| head`) has what it wanted: no error. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
