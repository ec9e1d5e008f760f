/** Whether a text has every word that is looked for, in any order and case; an empty search finds all. */
export function hasWords(text: string, search: string): boolean {
  const within = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}
