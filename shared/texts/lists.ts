/** Several names as a language lists them: "a, b and c" (list patterns of CLDR). `language` by BCP 47 tag. */
export function listsOf(language: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(language, { type: 'conjunction' });
  return (names) => format.format(names);
}
