/** All commands, in the order of the help. A new command is a new file in `commands` and a new line here. */
import { suggest } from '../../shared/scenario/suggestion.ts';
import type { Command } from './command.ts';
import { addressCommand } from './commands/address.ts';
import { benchCommand } from './commands/bench.ts';
import { boundsCommand } from './commands/bounds.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { checkCommand } from './commands/check.ts';
import { collectCommand } from './commands/collect.ts';
import { compareCommand } from './commands/compare.ts';
import { duplicateCommand } from './commands/duplicate.ts';
import { exportCommand } from './commands/export.ts';
import { labsCommand } from './commands/labs.ts';
import { measureCommand } from './commands/measure.ts';
import { measuredCommand } from './commands/measured.ts';
import { importCommand } from './commands/import.ts';
import { mergeCommand } from './commands/merge.ts';
import { microprobeCommand } from './commands/microprobe.ts';
import { packetCommand } from './commands/packet.ts';
import { probeCommand } from './commands/probe.ts';
import { profilesCommand } from './commands/profiles.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { serveCommand } from './commands/serve.ts';
import { techniquesCommand } from './commands/techniques.ts';
import { validateCommand } from './commands/validate.ts';
import { verifyCommand } from './commands/verify.ts';
import { workerCommand } from './commands/worker.ts';
import { InputError } from './input-error.ts';
import { programName } from './program-name.ts';
import { textTable, wrap } from './text-table.ts';

export const commands: readonly Command[] = [
  runCommand,
  importCommand,
  checkCommand,
  boundsCommand,
  packetCommand,
  schemaCommand,
  labsCommand,
  techniquesCommand,
  profilesCommand,
  exportCommand,
  duplicateCommand,
  compareCommand,
  mergeCommand,
  verifyCommand,
  probeCommand,
  microprobeCommand,
  measureCommand,
  measuredCommand,
  calibrateCommand,
  serveCommand,
  addressCommand,
  workerCommand,
  collectCommand,
  benchCommand,
  validateCommand,
];

/** The command of a name. Throws InputError with a suggestion when there is none. */
export function findCommand(name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const names = commands.map((one) => one.name);
  throw new InputError(`There is no command "${name}".${suggest(name, [...names, 'help'])} \`lab help\` lists the commands.`);
}

export function overview(): string {
  const rows = commands.map(({ name, summary }) => [name, summary]);
  return [
    'IOVLab compares techniques of network I/O virtualization, packet by packet.',
    '',
    `Usage: ${programName} COMMAND [OPTION]...`,
    '',
    textTable([...rows, ['help', `Prints this; with a command, its options: ${programName} help run.`]], { indent: 2, width: 100 }),
    '',
    wrap(
      'Results go to standard output, progress and warnings to standard error. Exit status 0: done; 1: the run failed or was cancelled; 2: bad input.',
      100,
    ),
    `First steps: ${programName} run examples/technique-comparison.json`,
  ].join('\n');
}
