/**
 * What the lab answers a page in words: above all what it refuses, why, and what to do. It is worded in the language of the page that asks, which is
 * known by the call that is being answered. What is kept, logged or printed is made outside of calls or in English.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { pseudo } from '../../shared/texts/pseudo.ts';
import type { Worded } from '../../shared/texts/worded.ts';
import { speaking, type Language } from '../../shared/texts/words.ts';
import { english } from './english.ts';

type LabWords = Worded<typeof english>;

const languages: Readonly<Record<Language, LabWords>> = { en: english, 'en-XA': pseudo<LabWords>(english) };
const asked = new AsyncLocalStorage<Language>();

/** In the language of the call that is being answered; English outside of one. */
export function labWords(): LabWords {
  return languages[asked.getStore() ?? 'en'];
}

/** What `answer` makes, now or later, in `language`. */
export function answeringIn<Answer>(language: Language, answer: () => Answer): Answer {
  return asked.run(language, answer);
}

/** What `write` makes, at once, of the words that page and lab share, in the language of the call that is being answered. */
export function worded<Written>(write: () => Written): Written {
  return speaking(asked.getStore() ?? 'en', write);
}
