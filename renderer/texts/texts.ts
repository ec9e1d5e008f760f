/** The texts of the page in the language that is chosen. A translation has every text of the English, with the same parameters, or does not compile. */
import { computed, shallowRef, type ComputedRef } from 'vue';
import { english } from './english.ts';
import { pseudo } from './pseudo.ts';

/** The same shape with any words. */
type Worded<Part> = {
  readonly [Key in keyof Part]: Part[Key] extends string
    ? string
    : Part[Key] extends (...parameters: infer Parameters) => string
      ? (...parameters: Parameters) => string
      : Worded<Part[Key]>;
};
export type Texts = Worded<typeof english>;

/** By BCP 47 tag. `en-XA` is no language: English with marks and two fifths longer, to find texts that are not from here and places too narrow. */
const languages = { en: english, 'en-XA': pseudo(english) } as const satisfies Readonly<Record<string, Texts>>;
export type Language = keyof typeof languages;

const STORAGE_KEY = 'iovlab.language';
const language = shallowRef<Language>(storedLanguage());

export function useTexts(): ComputedRef<Texts> {
  return computed(() => languages[language.value]);
}

/** Kept in this browser. */
export function chooseLanguage(next: Language): void {
  language.value = next;
  localStorage.setItem(STORAGE_KEY, next);
}

function storedLanguage(): Language {
  // Modules that write sentences are tested where there is no page.
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORAGE_KEY);
  return stored !== null && Object.hasOwn(languages, stored) ? (stored as Language) : 'en';
}
