/** Scenario files of the command line: JSON or YAML, read with the place of every value, so that a problem can name its line. */
import { readFileSync, statSync } from 'node:fs';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../../shared/scenario/problem.ts';
import { InputError, messageOf } from './input-error.ts';

export interface ScenarioFile {
  /** As given on the command line. */
  readonly path: string;
  /** Plain data, not checked. */
  readonly content: unknown;
  /** `file:line:column` of a value, of its nearest parent that stands in the file, or of the file. */
  locate(valuePath: string): string;
}

/** No scenario comes near it. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** Reads a file. Throws InputError when it is no file, no text, neither JSON nor YAML, or names a key twice. */
export function readScenarioFile(path: string): ScenarioFile {
  const text = readText(path);
  if (path.endsWith('.json')) refuseOtherThanJson(path, text);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    const what =
      problem.code === 'DUPLICATE_KEY' ? duplicateKey(text, problem.pos[0]) : `this is neither JSON nor YAML: ${problem.message}`;
    throw new InputError(`${path}:${line}:${col}: error: ${what}`);
  }
  return { path, content: contentOf(path, document), locate: (valuePath) => locate(path, document, lines, valuePath) };
}

/** `file:line:column: path: severity: message`, as compilers write it. */
export function describeProblem(file: Pick<ScenarioFile, 'locate'>, { path, severity, message }: Problem): string {
  return [file.locate(path), ...(path === '' ? [] : [path]), severity, message].join(': ');
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > LARGEST_BYTES) throw new InputError(`${path} has ${size} bytes: too large for a scenario. Check the path.`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path} cannot be read: ${reasonOf(error)} Check the path and its permissions.`, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputError(`${path} is not text (UTF-8), so it is no scenario. Check the path.`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'it is a folder.';
  if (code === 'EACCES') return 'it may not be read.';
  return `${messageOf(error)}.`;
}

/** YAML takes more than JSON does; what is called JSON should be read by other programs too. */
function refuseOtherThanJson(path: string, text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const place = /\(line (\d+) column (\d+)\)/.exec(messageOf(error));
    const where = place ? `${path}:${place[1]}:${place[2]}` : path;
    const what = text.trim() === '' ? 'the file is empty' : messageOf(error).replace(/ at position .*$/, '');
    throw new InputError(`${where}: error: this is not JSON: ${what}. Correct it, or name the file .yaml if it is YAML.`, { cause: error });
  }
}

function duplicateKey(text: string, offset: number): string {
  const key = /^"?([^":\n]*)/.exec(text.slice(offset))?.[1]?.trim() ?? '';
  return `the key \`${key}\` stands twice in the same object. Remove one of them.`;
}

function contentOf(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

/** Keys may have dots of their own (names of costs), so that each step takes the longest key that fits. */
function locate(file: string, document: Document, lines: LineCounter, valuePath: string): string {
  let node: unknown = document.contents;
  let offset = startOf(node);
  let rest = valuePath === '' ? [] : valuePath.split('.');
  while (rest.length > 0) {
    const step = stepInto(node, rest);
    if (!step) break;
    offset = step.offset ?? offset;
    node = step.node;
    rest = rest.slice(step.taken);
  }
  if (offset === undefined) return file;
  const { line, col } = lines.linePos(offset);
  return `${file}:${line}:${col}`;
}

interface Step {
  readonly node: unknown;
  /** Of the key, or of the item. */
  readonly offset: number | undefined;
  /** Parts of the path used up. */
  readonly taken: number;
}

function stepInto(node: unknown, rest: readonly string[]): Step | null {
  if (isMap(node)) {
    for (let taken = rest.length; taken > 0; taken--) {
      const name = rest.slice(0, taken).join('.');
      const pair = node.items.find(({ key }) => String(valueOf(key)) === name);
      if (pair) return { node: pair.value, offset: startOf(pair.key), taken };
    }
    return null;
  }
  const items = typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items) ? node.items : [];
  const item: unknown = /^\d+$/.test(rest[0] ?? '') ? items[Number(rest[0])] : undefined;
  return item === undefined ? null : { node: item, offset: startOf(item), taken: 1 };
}

function valueOf(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start]: unknown[] = node.range;
  return typeof start === 'number' ? start : undefined;
}
