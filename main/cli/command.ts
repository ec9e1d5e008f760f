/** A command of the command line: one file each in `commands`, listed in commands.ts. */
import { print } from './output.ts';
import { type Arguments, type OptionTable, parseArguments } from './options.ts';
import { programName } from './program-name.ts';
import { textTable, wrap } from './text-table.ts';

/** 0: done; 1: the run failed or was cancelled. Bad input is thrown as InputError (2). */
export type ExitStatus = 0 | 1;

export interface Command {
  readonly name: string;
  /** After the name: `FILE [--seed N]`. */
  readonly usage: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  execute(arguments_: readonly string[]): Promise<ExitStatus>;
}

interface CommandDefinition<Table extends OptionTable> {
  readonly name: string;
  /** What it takes besides options: `FILE`. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Table;
  readonly run: (input: Arguments<Table>) => Promise<ExitStatus>;
}

export function defineCommand<const Table extends OptionTable>(definition: CommandDefinition<Table>): Command {
  const { name, summary } = definition;
  const usage = [definition.operands, ...Object.entries(definition.options).map(usageOfOption)].filter(Boolean).join(' ');
  return {
    name,
    usage,
    summary,
    async execute(arguments_) {
      const { options, operands } = parseArguments(definition.options, arguments_);
      if (options.help !== true) return definition.run({ options, operands });
      await print(helpOf({ name, usage, summary }, definition.options));
      return 0;
    },
  };
}

function usageOfOption([name, { takes, multiple }]: [string, OptionTable[string]]): string {
  return `[--${name}${takes === undefined ? '' : ` ${takes}`}]${multiple ? '...' : ''}`;
}

function helpOf({ name, usage, summary }: Pick<Command, 'name' | 'usage' | 'summary'>, options: OptionTable): string {
  const rows = [...Object.entries(options), ['help', { description: 'Prints this.' }] as const].map(([option, description]) => [
    `--${option}${'takes' in description && description.takes !== undefined ? ` ${description.takes}` : ''}`,
    description.description,
  ]);
  return [
    wrap(`Usage: ${programName} ${name} ${usage}`, 100, '         '),
    '',
    wrap(summary, 100),
    '',
    textTable(rows, { indent: 2, width: 100 }),
  ].join('\n');
}
