/** The nearest of the allowed words to a misspelt one. */
import { words } from '../texts/words.ts';

/** The nearest candidate, or null when none is near: at most a third of the letters differ, and at least two may. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(simplify(word), simplify(candidate));
    // Of two equally near, the one that begins alike: people get the start of a word right.
    const sooner = distance === bestDistance && best !== null && sameStart(word, candidate) > sameStart(word, best);
    if (distance < bestDistance || sooner) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return bestDistance <= Math.max(2, Math.floor(word.length / 3)) && bestDistance < Math.max(1, word.length) ? best : null;
}

/** ` Did you mean "x"?`, or the list of what is allowed when it is short, or nothing. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== null) return words().problems.suggestion.near(quoted(near));
  return candidates.length > 0 && candidates.length <= MAX_LISTED ? allowedWords(candidates) : '';
}

/** Every candidate, behind a sentence. */
export function allowedWords(candidates: readonly string[]): string {
  return words().problems.suggestion.allowed(candidates.map(quoted).join(', '));
}

function quoted(name: string): string {
  return `\`${name}\``;
}

/** Longer words are not misspelt names. */
const MAX_LENGTH = 200;
const MAX_LISTED = 20;

/** Upper case, hyphens and underscores are the commonest slips. */
function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Letters that two words have in common at their start. */
function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length]?.toLowerCase() === other[length]?.toLowerCase()) length++;
  return length;
}

/** Levenshtein distance: insertions, deletions and replacements. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
