/** Options of the commands: described once, read by the parser and by the help. */
import { parseArgs } from 'node:util';
import { suggest } from '../../shared/scenario/suggestion.ts';
import { InputError } from './input-error.ts';

export interface OptionDescription {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly multiple?: true;
  /** What a string option takes, for the help: `N`, `FILE`. */
  readonly takes?: string;
  /** Value of an option that stands without one: what follows belongs to it only when it looks like a value of it. */
  readonly whenAlone?: string;
  /** What a value of an option looks like that may stand alone. Default: a whole number. */
  readonly looksLike?: RegExp;
  readonly description: string;
}

export type OptionTable = Readonly<Record<string, OptionDescription>>;

type Value<Option extends OptionDescription> = Option['type'] extends 'boolean'
  ? boolean
  : Option extends { readonly multiple: true }
    ? readonly string[]
    : string;

export interface Arguments<Table extends OptionTable> {
  readonly options: { readonly [Name in keyof Table]?: Value<Table[Name]> };
  readonly operands: readonly string[];
}

/** Every command has it. */
const HELP = { help: { type: 'boolean', short: 'h', description: 'Prints this.' } } as const;

/** Reads arguments strictly: an unknown option is refused with a suggestion, `--help` is always known. */
export function parseArguments<Table extends OptionTable>(table: Table, arguments_: readonly string[]): Arguments<Table & typeof HELP> {
  const described: OptionTable = { ...table, ...HELP };
  const options = Object.fromEntries(
    Object.entries({ ...table, ...HELP }).map(([name, { type, multiple, short }]: [string, OptionDescription & { short?: string }]) => [
      name,
      { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) },
    ]),
  );
  // Not strict, because the parser's own messages give no advice.
  const { values, positionals, tokens } = parseArgs({
    args: withValuesWhenAlone(described, arguments_),
    allowPositionals: true,
    strict: false,
    tokens: true,
    options,
  });
  for (const token of tokens) if (token.kind === 'option') checkOption(described, token.name, token.rawName, token.value);
  // The parser's types do not know which option has which name; the table does.
  return { options: values as Arguments<Table & typeof HELP>['options'], operands: positionals };
}

/** Gives options that may stand alone their value: the parser takes whatever follows a string option. */
function withValuesWhenAlone(table: OptionTable, arguments_: readonly string[]): string[] {
  const completed: string[] = [];
  let onlyOperands = false;
  for (const [index, argument] of arguments_.entries()) {
    onlyOperands ||= argument === '--';
    const option = onlyOperands ? undefined : table[argument.startsWith('--') ? argument.slice(2) : ''];
    const alone = option?.whenAlone;
    const takesNext = (option?.looksLike ?? /^\d+$/).test(arguments_[index + 1] ?? '');
    completed.push(alone === undefined || takesNext ? argument : `${argument}=${alone}`);
  }
  return completed;
}

function checkOption(table: OptionTable, name: string, asWritten: string, value: string | undefined): void {
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!option) {
    const names = Object.keys(table).map((known) => `--${known}`);
    throw new InputError(`There is no option ${asWritten} here.${suggest(asWritten, names)}`);
  }
  if (option.type === 'string' && value === undefined)
    throw new InputError(`${asWritten} needs a value: ${asWritten}=${option.takes ?? 'VALUE'}.`);
  if (option.type === 'boolean' && value !== undefined) throw new InputError(`${asWritten} takes no value: leave out "=${value}".`);
}

/** The only operand, `what` names it: `scenario file`. */
export function onlyOperand(operands: readonly string[], what: string): string {
  const [operand, ...others] = operands;
  if (operand === undefined) throw new InputError(`Name one ${what}.`);
  if (others.length > 0) throw new InputError(`Name one ${what}, not ${operands.length}: ${operands.join(', ')}.`);
  return operand;
}

export function noOperands(operands: readonly string[]): void {
  if (operands.length > 0) throw new InputError(`This command takes no "${operands[0]}".`);
}

/** A whole number within bounds; undefined when the option is not given. */
export function wholeNumber(option: string, text: string | undefined, lowest: number, highest: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= lowest && value <= highest))
    throw new InputError(`${option} takes a whole number from ${lowest} to ${highest}, not "${text}".`);
  return value;
}

/** `2%`, `2 %` or `2` within bounds, both in percent: 0.02; undefined when the option is not given. */
export function percentage(option: string, text: string | undefined, lowest: number, highest: number): number | undefined {
  if (text === undefined) return undefined;
  const percent = /^\d+(\.\d+)? ?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(percent >= lowest && percent <= highest))
    throw new InputError(`${option} takes percent from ${lowest}% to ${highest}%, such as ${option} 2%, not "${text}".`);
  return percent / 100;
}
