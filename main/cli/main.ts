/** The lab from a shell: `run`, `check`, `schema`, `techniques`, `profiles`. Exit status 0: done, 1: the run failed, 2: bad input. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { techniques } from '../../shared/catalogue/techniques.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { checkScenario } from '../../shared/scenario/check.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import { formatPercent, formatRate, formatTimeNs } from '../../shared/units.ts';
import { catalogue, runOnThisMachine } from '../lab/run-on-this-machine.ts';

const HELP = `Usage: lab <command>
  run FILE [--seed N] [--replications N] [--workers N] [--json]   simulates a scenario or a sweep
  check FILE                                                      validates only
  schema                                                          prints the JSON Schema of scenario files
  techniques                                                      prints the techniques
  profiles                                                        prints hosts, NICs and cost models with their sources
`;

/** Bad input: told to the user, exit status 2. */
class InputError extends Error {}

async function main(arguments_: readonly string[]): Promise<number> {
  const [command, ...rest] = arguments_;
  switch (command) {
    case 'run':
      return run(rest);
    case 'check':
      readScenarioFile(onlyFile(rest));
      print('The scenario is valid.');
      return 0;
    case 'schema':
      print(JSON.stringify(z.toJSONSchema(scenarioSchema, { io: 'input' }), null, 2));
      return 0;
    case 'techniques':
      print(JSON.stringify(techniques, null, 2));
      return 0;
    case 'profiles':
      print(JSON.stringify(catalogue, null, 2));
      return 0;
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(HELP);
      return 0;
    default:
      throw new InputError(`There is no command "${command}".\n${HELP}`);
  }
}

async function run(rest: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...rest],
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      replications: { type: 'string' },
      workers: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const scenario = readScenarioFile(onlyFile(positionals), {
    seed: wholeNumber('--seed', values.seed),
    replications: wholeNumber('--replications', values.replications),
  });
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const result = await runOnThisMachine(scenario, {
    workers: wholeNumber('--workers', values.workers),
    signal: controller.signal,
    onProgress: ({ done, total }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} simulations`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  print(values.json ? JSON.stringify(result, null, 2) : result.points.map(describePoint).join('\n'));
  if (result.complete) return 0;
  process.stderr.write('Cancelled: only the points shown are done.\n');
  return 1;
}

function describePoint(point: PointResult): string {
  const setting = Object.entries(point.settings).map(([path, value]) => `${path} = ${value}`);
  const title = [point.technique, ...setting].join(', ');
  if (point.refusal !== null) return `${title}\n  ${point.refusal}\n`;
  const value = (name: string) => point.metrics[name]?.mean ?? 0;
  const figures = [
    `delivered ${formatRate(value('deliveredPps'), 'pps')} of ${formatRate(value('offeredPps'), 'pps')} (${formatRate(value('deliveredBps'), 'bit/s')})`,
    `loss ${formatPercent(value('lossRatio'))}`,
    `latency p50 ${formatTimeNs(value('latencyP50Ns'))}, p99 ${formatTimeNs(value('latencyP99Ns'))}`,
    `${Math.round(value('cyclesPerPacket'))} cycles/packet`,
    `CPU ${formatPercent(value('cpuUtilization'))}`,
  ];
  return [title, `  ${figures.join('; ')}`, `  ${point.bottleneck.sentence}`, ...point.remarks.map((remark) => `  ${remark}`), ''].join(
    '\n',
  );
}

/** The scenario of a file, with the method's settings from the command line; prints every problem when it is not valid. */
function readScenarioFile(
  path: string,
  method: { readonly seed?: number | undefined; readonly replications?: number | undefined } = {},
): Scenario {
  const { problems, scenario } = checkScenario(withMethod(readDocument(path), method), catalogue);
  const lines = problems.map(
    (problem) => `${path}: ${problem.path === '' ? '' : `${problem.path}: `}${problem.severity}: ${problem.message}`,
  );
  if (!scenario) throw new InputError(lines.join('\n'));
  for (const line of lines) process.stderr.write(`${line}\n`);
  return scenario;
}

function readDocument(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${messageOf(error)}. Check the path and its permissions.`);
  }
  try {
    return parse(text);
  } catch (error) {
    throw new InputError(`${path} is neither JSON nor YAML: ${messageOf(error)}`);
  }
}

function withMethod(document: unknown, method: object): unknown {
  const given = Object.fromEntries(Object.entries(method).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0 || typeof document !== 'object' || document === null) return document;
  const own = 'method' in document && typeof document.method === 'object' ? document.method : {};
  return { ...document, method: { ...own, ...given } };
}

function onlyFile(positionals: readonly string[]): string {
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new InputError(`Name one scenario file.\n${HELP}`);
  return file;
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InputError(`${option} takes a whole number, not "${text}".`);
  return value;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const input =
    error instanceof InputError || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = input ? 2 : 1;
}
