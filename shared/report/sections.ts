/** The sections of the PDF report, in its order: what a person can choose from, on the page and in the shell. Title page and contents are always there. */
import { words } from '../texts/words.ts';

/** Stable: what the shell takes and the page remembers. */
export const reportSectionIds = [
  'scenario',
  'measurement',
  'figures',
  'results',
  'paths',
  'what-next',
  'measured',
  'method',
  'validity',
  'sensitivity',
  'effects',
  'details',
  'parameters',
  'validation',
  'references',
] as const;

export type ReportSectionId = (typeof reportSectionIds)[number];

/** Heading of the section in the report. */
export function sectionTitle(section: ReportSectionId): string {
  return words().exporting.sections[section].title;
}

/** What is in the section, for who chooses. */
export function sectionDescription(section: ReportSectionId): string {
  return words().exporting.sections[section].description;
}
