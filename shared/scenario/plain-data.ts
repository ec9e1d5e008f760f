/** The first look at an input from outside: is it plain data of sane size? Later checks may then walk it freely. */
import { words } from '../texts/words.ts';
import type { Problem } from './problem.ts';

/** A scenario with every list full stays below this. */
const MAX_VALUES = 100_000;
const MAX_DEPTH = 32;

/** Null when the input is plain data; else the one problem that makes looking further useless. */
export function plainDataProblem(input: unknown): Problem | null {
  const texts = words().problems.plainData;
  const pending: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  let values = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return problem(path, texts.nested(MAX_DEPTH));
    const keys = Object.keys(value);
    values += keys.length;
    if (values > MAX_VALUES) return problem(path, texts.large(MAX_VALUES));
    for (const key of keys) {
      const inside = path === '' ? key : `${path}.${key}`;
      if (key === '__proto__') return problem(inside, texts.forbiddenField(key));
      pending.push({ value: (value as Record<string, unknown>)[key], path: inside, depth: depth + 1 });
    }
  }
  return null;
}

function problem(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}
