/** How far a number can be trusted, in words. */
import type { Provenance } from '../../../shared/catalogue/profiles.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { optionsFrom } from '../../ui/options.ts';

export const provenanceTags: Readonly<Record<Provenance, 'success' | 'info' | 'warning'>> = {
  published: 'success',
  measured: 'success',
  'data-sheet': 'success',
  derived: 'info',
  secondary: 'info',
  unverified: 'warning',
  assumed: 'warning',
};

export function provenanceMeaning(provenance: Provenance): string {
  return useTexts().value.catalogue.provenances[provenance];
}

/** What a person may say of a value of their own. */
export function provenanceChoices(): readonly SelectOption[] {
  return optionsFrom(useTexts().value.catalogue.choices);
}
