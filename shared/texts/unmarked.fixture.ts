import { speaking } from './words.ts';

/** What `write` says in en-XA beside the texts: words that a module has of its own. Empty where all is from the texts. */
export function unmarked(write: () => string): string {
  let rest = speaking('en-XA', write);
  // The texts of parameters are marked inside the text that they stand in.
  for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '')];
  return rest.trim();
}
