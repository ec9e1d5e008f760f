/** The lab from a shell. Exit status 0: done; 1: the run failed or was cancelled; 2: bad input. */
import { findCommand, overview } from './commands.ts';
import { InputError, messageOf } from './input-error.ts';
import { endWithReader, print, tell } from './output.ts';

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    if (name === 'help' && about !== undefined) return findCommand(about).execute(['--help']);
    await print(overview());
    return 0;
  }
  return findCommand(name).execute(rest);
}

endWithReader();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const input = error instanceof InputError;
  tell(input ? error.message : `The lab failed: ${messageOf(error)}. This is a fault of the lab: please report it.`);
  process.exitCode = input ? 2 : 1;
}
