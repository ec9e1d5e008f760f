/** One call of the lab from a shell. */
import { findCommand, overview } from './commands.ts';
import { InputError, messageOf } from './input-error.ts';
import { endWithReader, print, tell } from './output.ts';

/** Exit status 0: done; 1: the run failed or was cancelled; 2: bad input. */
export async function runCommandLine(arguments_: readonly string[]): Promise<0 | 1 | 2> {
  endWithReader();
  try {
    return await runCommand(arguments_);
  } catch (error) {
    if (error instanceof InputError) {
      tell(error.message);
      return 2;
    }
    tell(`The lab failed: ${messageOf(error)}. This is a fault of the lab: please report it.`);
    return 1;
  }
}

async function runCommand([name, ...rest]: readonly string[]): Promise<0 | 1> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    if (name === 'help' && about !== undefined) return findCommand(about).execute(['--help']);
    await print(overview());
    return 0;
  }
  return findCommand(name).execute(rest);
}
