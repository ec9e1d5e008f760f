/** The texts of the page in the language that is chosen, with the words that it shares with shell and reports. A translation has every text of the English, with the same parameters, or does not compile. */
import { computed, shallowRef, type ComputedRef } from 'vue';
import { pseudo } from '../../shared/texts/pseudo.ts';
import type { Worded } from '../../shared/texts/worded.ts';
import { speak, type Language } from '../../shared/texts/words.ts';
import { english } from './english.ts';

export type Texts = Worded<typeof english>;

const languages: Readonly<Record<Language, Texts>> = { en: english, 'en-XA': pseudo<Texts>(english) };

const STORAGE_KEY = 'iovlab.language';
const language = shallowRef<Language>(storedLanguage());
speak(() => language.value);

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
