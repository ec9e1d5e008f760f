/**
 * The words that page, shell and reports share, in the language of who reads them: English, unless a page names another one. Files, reports and
 * the shell never do, so that they read alike wherever they were written.
 */
import { english } from './english.ts';
import { pseudo } from './pseudo.ts';
import type { Worded } from './worded.ts';

type Words = Worded<typeof english>;

/** By BCP 47 tag. `en-XA` is no language: English with marks and two fifths longer, to find texts that are not from here and places too narrow. */
const languages = { en: english, 'en-XA': pseudo<Words>(english) } as const satisfies Readonly<Record<string, Words>>;
export type Language = keyof typeof languages;

let languageNow: () => Language = () => 'en';

/** All there are. */
export const languageTags = ['en', 'en-XA'] as const satisfies readonly Language[];

/** The language that is spoken now. */
export function spokenLanguage(): Language {
  return languageNow();
}

/** In the language that is spoken now. Ask where a sentence is made, not when a module is loaded: the language may change. */
export function words(): Words {
  return languages[languageNow()];
}

/** From here on. `language` is asked each time, so that a page that observes it words its sentences anew. */
export function speak(language: () => Language): void {
  languageNow = language;
}

/** What `write` makes, at once, in `language`. */
export function speaking<Written>(language: Language, write: () => Written): Written {
  const outside = languageNow;
  languageNow = () => language;
  try {
    return write();
  } finally {
    languageNow = outside;
  }
}
