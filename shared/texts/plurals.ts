/** The form of a text that a language has for a count: `one` and `other` in English and German, `other` alone in Chinese (plural rules of CLDR). */
export type PluralForms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** `language` by BCP 47 tag. A form that is not given is `other`. */
export function pluralsOf(language: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
