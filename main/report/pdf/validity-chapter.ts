/** How far the figures reach: what the model does not have, and how far each technique was validated. */
import type { Content } from 'pdfmake/interfaces.js';
import { domainOfApplicability } from '../../../shared/catalogue/domain-of-applicability.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import type { KeptValidation } from '../../../shared/validation/report.ts';
import { techniqueRecords } from '../../../shared/validation/technique-record.ts';
import { chapter, titledBullets } from './blocks.ts';

export function validityChapter(result: RunResult, validation: KeptValidation | null): Content[] {
  return [
    chapter(sectionTitle('validity')),
    ...titledBullets('What the model does not have', domainOfApplicability()),
    ...titledBullets('How far these techniques were validated', validationStatement(result, validation)),
  ];
}

function validationStatement({ scenario, engineVersion }: RunResult, validation: KeptValidation | null): string[] {
  if (!validation)
    return [`No validation of engine ${engineVersion} is kept on this machine: run \`lab validate\`, then write the report again.`];
  const names = scenario.techniques.map(({ name }) => name);
  return techniqueRecords(validation.report, names).map(({ technique, words }) => `${technique}: ${words}.`);
}
