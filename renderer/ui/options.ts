import type { SelectOption } from './types.ts';

/** Each value with its words, in the order of the words. */
export function optionsFrom(words: Readonly<Record<string, string>>): readonly SelectOption[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
