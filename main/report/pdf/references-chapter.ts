/** The publications that methods and parameters rest on, numbered. */
import type { Content } from 'pdfmake/interfaces.js';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import type { ProfilesUsed } from '../profiles-used.ts';
import { references } from '../references.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';

const columns: readonly Column[] = [
  { title: 'No.', width: 22, align: 'right' },
  { title: 'Publication', width: '*' },
  { title: 'Method or parameters', width: 250 },
];

export function referencesChapter(result: RunResult, profiles: ProfilesUsed): Content[] {
  return [
    chapter(sectionTitle('references')),
    paragraph(
      `Places in them, and what else parameters rest on (documentation, source code, derivations), stand with each parameter, in “${sectionTitle('parameters')}” of the whole report.`,
    ),
    table(
      '',
      columns,
      references(result, profiles).map(({ publication, usedFor }, index) => [String(index + 1), publication, usedFor.join(', ')]),
    ),
  ];
}
