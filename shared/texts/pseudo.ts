/** A language for tests: each text marked at both ends, its vowels with accents, two fifths longer, as German often is. */

const GROWTH = 0.4;
/** Characters of a word that is added at most: what is added to a paragraph breaks as its words do. */
const LONGEST_WORD = 12;
const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };

/** Every text of `texts`, and what every function of it makes, marked. */
export function pseudo<Texts extends object>(texts: Texts): Texts {
  return markedPart(texts) as Texts;
}

export function marked(text: string): string {
  const accented = text.replace(/[aeiou]/gi, (vowel) => accents[vowel] ?? vowel);
  return `⟦${accented}${growth(Math.ceil(text.length * GROWTH))}⟧`;
}

function growth(characters: number): string {
  return Array.from({ length: characters }, (_, at) => (at % (LONGEST_WORD + 1) === LONGEST_WORD ? ' ' : '·')).join('');
}

function markedPart(part: unknown): unknown {
  if (typeof part === 'string') return marked(part);
  if (typeof part === 'function') return (...parameters: unknown[]) => marked((part as (...all: unknown[]) => string)(...parameters));
  return Object.fromEntries(Object.entries(part as object).map(([key, inner]) => [key, markedPart(inner)]));
}
