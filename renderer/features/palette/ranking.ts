/**
 * Which entries a query finds, best first: the beginning of a title, then of a word of it, the initials of its words, letters inside a word, further words,
 * and last letters in their order. A whole word comes before a longer word that begins with it.
 */

export interface Searchable {
  readonly title: string;
  /** Further words by which it is found; they count less. */
  readonly hint: string;
}

const TITLE_START = 100;
const WORD_START = 60;
const INITIALS = 45;
const INSIDE = 30;
const IN_HINT = 15;
const SCATTERED = 5;
/** Added to the beginning of a title or word. */
const WHOLE_WORD = 10;

/** All of the entries, in their order, for an empty query; what is found equally well keeps that order. Every word of the query must be found. */
export function ranked<Entry extends Searchable>(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
}

/** 0 where a word is not found. */
function scoreOf({ title, hint }: Searchable, words: readonly string[]): number {
  const [own, further] = [title.toLowerCase(), hint.toLowerCase()];
  const scores = words.map((word) => wordScore(own, further, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function wordScore(title: string, hint: string, word: string): number {
  const at = title.indexOf(word);
  const own = wordsOf(title);
  const whole = own.includes(word) ? WHOLE_WORD : 0;
  if (at === 0) return TITLE_START + whole;
  if (own.some((one) => one.startsWith(word))) return WORD_START + whole;
  if (word.length > 1 && initialsOf(own).includes(word)) return INITIALS;
  if (at > 0) return INSIDE;
  if (hint.includes(word)) return IN_HINT;
  return hasInOrder(title, word) ? SCATTERED : 0;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** "nn" of "noisy neighbour". */
function initialsOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join('');
}

/** "vhn" in "vhost-net". */
function hasInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
