/** The scenario as text: what is wrong with it and where, and what its schema says of a place in it. */
import {
  findNodeAtLocation,
  getLocation,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
  type ParseErrorCode,
} from 'jsonc-parser';
import type { Problem } from '../../../shared/scenario/problem.ts';
import { useTexts } from '../../texts/texts.ts';

/** A part of the text that something is said of. Lines and columns count from 1. */
export interface TextMark {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export type TextReading = { readonly ok: true; readonly draft: unknown } | { readonly ok: false; readonly marks: readonly TextMark[] };

/** Plain JSON; else every place where it is none, the first ones first. */
export function readText(text: string): TextReading {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length === 0) return { ok: true, draft: JSON.parse(text) };
  return { ok: false, marks: errors.map(({ error, offset, length }) => markOf(text, offset, length, messageOf(error), 'error')) };
}

/** Where the problems of a scenario stand in its text: at the value of their path, or of what should hold it. */
export function problemMarks(text: string, problems: readonly Problem[]): readonly TextMark[] {
  const tree = parseTree(text);
  if (!tree) return [];
  return problems
    .map(({ path, message, severity }) => {
      const { offset, length } = nearest(tree, keysOf(path));
      return markOf(text, offset, length, message, severity);
    })
    .toSorted((one, other) => one.from - other.from);
}

/** The keys from the root to a place of the text: of the field whose name or value it is. */
export function pathAt(text: string, offset: number): JSONPath {
  return getLocation(text, offset).path.filter((key) => key !== '');
}

/** What is written at a place: whether a name is expected there, and the names that its object has. */
export function placeAt(
  text: string,
  offset: number,
): { readonly path: JSONPath; readonly isName: boolean; readonly names: readonly string[] } {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  const holder = isAtPropertyKey ? path.slice(0, -1) : path;
  const tree = parseTree(text);
  const object = tree ? findNodeAtLocation(tree, [...holder]) : undefined;
  const names = object?.type === 'object' ? (object.children ?? []).map(({ children }) => String(children?.[0]?.value)) : [];
  return { path: holder, isName: isAtPropertyKey, names };
}

/** Names of costs have dots of their own. */
function keysOf(path: string): JSONPath {
  if (path === '') return [];
  if (path.startsWith('costs.')) return ['costs', path.slice('costs.'.length)];
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function nearest(tree: Node, keys: JSONPath): { readonly offset: number; readonly length: number } {
  for (let length = keys.length; length >= 0; length--) {
    const node = findNodeAtLocation(tree, keys.slice(0, length));
    if (!node) continue;
    // Of what holds the place, its name is enough to show.
    const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    const isWhole = node.type === 'object' || node.type === 'array';
    return isWhole ? (name ?? { offset: node.offset, length: 1 }) : node;
  }
  return { offset: 0, length: 1 };
}

function markOf(text: string, offset: number, length: number, message: string, severity: TextMark['severity']): TextMark {
  const from = Math.min(offset, text.length);
  const before = text.slice(0, from).split('\n');
  return {
    from,
    to: Math.min(text.length, from + Math.max(1, length)),
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message,
    severity,
  };
}

function messageOf(code: ParseErrorCode): string {
  const name = printParseErrorCode(code);
  const faults: Readonly<Partial<Record<typeof name, string>>> = useTexts().value.editor.text.faults;
  return faults[name] ?? name;
}
