/** How far a number can be trusted, in words. */
import type { Provenance } from '../../../shared/catalogue/profiles.ts';

export const provenances: Readonly<Record<Provenance, { readonly meaning: string; readonly tag: 'success' | 'info' | 'warning' }>> = {
  published: { meaning: 'Read in the authors’ own text or data.', tag: 'success' },
  derived: { meaning: 'Arithmetic on other numbers; the formula is given.', tag: 'info' },
  secondary: { meaning: 'Quoted by a third party.', tag: 'info' },
  unverified: { meaning: 'From memory: check it before citing.', tag: 'warning' },
  assumed: { meaning: 'An assumption of the model: set your own where you know better.', tag: 'warning' },
};
