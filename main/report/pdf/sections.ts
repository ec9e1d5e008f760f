/** What writes each section of the report. A section that has nothing to tell of the run is empty. */
import type { Content } from 'pdfmake/interfaces.js';
import type { ReportSectionId } from '../../../shared/report/sections.ts';
import { profilesUsed } from '../profiles-used.ts';
import type { ReportOrder } from '../reported-run.ts';
import { chartContext } from '../run-charts.ts';
import type { SettingVerdict } from '../throughput-per-core.ts';
import { parametersChapter } from './parameters-chapter.ts';
import { detailsChapter } from './details-chapter.ts';
import { figures } from './figures.ts';
import { measuredChapter } from './measured-chapter.ts';
import { measurementChapter } from './measurement-chapter.ts';
import { methodChapter } from './method-chapter.ts';
import { effectsChapter } from './effects-chapter.ts';
import { pathsChapter } from './paths-chapter.ts';
import { referencesChapter } from './references-chapter.ts';
import { resultsBySetting } from './results-by-setting.ts';
import { scenarioChapter } from './scenario-chapter.ts';
import { sensitivityChapter } from './sensitivity-chapter.ts';
import { validationChapter } from './validation-chapter.ts';
import { validityChapter } from './validity-chapter.ts';
import { whatNextChapter } from './what-next-chapter.ts';

type SectionBuilder = (order: ReportOrder, verdicts: readonly SettingVerdict[]) => Content[];

export const sectionBuilders: Readonly<Record<ReportSectionId, SectionBuilder>> = {
  scenario: ({ result: { scenario }, sections }) => scenarioChapter(scenario, profilesUsed(scenario), sections.includes('parameters')),
  measurement: (order) => measurementChapter(order.result, chartContext(order)),
  figures: (order) => figures(order.result.points, chartContext(order)),
  results: ({ result }, verdicts) => resultsBySetting(result, verdicts),
  paths: ({ result }) => pathsChapter(result),
  'what-next': ({ result }) => whatNextChapter(result),
  measured: ({ result, measurements }) => measuredChapter(result, measurements),
  method: ({ result }) => methodChapter(result),
  validity: ({ result, validation }) => validityChapter(result, validation),
  sensitivity: ({ result }) => sensitivityChapter(result),
  effects: ({ result }) => effectsChapter(result),
  details: ({ result }) => detailsChapter(result),
  parameters: ({ result: { scenario } }) => parametersChapter(scenario, profilesUsed(scenario)),
  validation: ({ result, validation }) => validationChapter(validation, result.engineVersion),
  references: ({ result }) => referencesChapter(result, profilesUsed(result.scenario)),
};
