/** The PDF report of a run, from the question on its first page to the sources of its parameters. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import type { KeptValidation } from '../../../shared/validation/report.ts';
import { findHostProfile } from '../../engine/costs/host-profiles.ts';
import { findCostModel } from '../../engine/costs/models.ts';
import { findNicProfile } from '../../engine/costs/nic-profiles.ts';
import { applicationVersion, dateInWords } from '../run-facts.ts';
import { runHeadlines } from '../run-headlines.ts';
import { settingVerdicts } from '../throughput-per-core.ts';
import { costsAppendix } from './costs-appendix.ts';
import { detailsAppendix } from './details-appendix.ts';
import { figures } from './figures.ts';
import { frontMatter } from './front-matter.ts';
import { measurementChapter } from './measurement-chapter.ts';
import { parameterChapter } from './parameter-chapter.ts';
import { resultsBySetting } from './results-by-setting.ts';
import { scenarioChapter } from './scenario-chapter.ts';
import { sensitivityChapter } from './sensitivity-chapter.ts';
import { textRuns } from './text.ts';
import { colours, pageMargins, styles, typePt } from './theme.ts';
import { trustChapter } from './trust-chapter.ts';
import { whatNextChapter } from './what-next-chapter.ts';
import { validationAppendix } from './validation-appendix.ts';

const TITLE_IN_HEADER = 80;

/** `validation`: of the run's engine, or null when none is kept. */
export function reportDocument(result: RunResult, summary: RunSummary, validation: KeptValidation | null): TDocumentDefinitions {
  const { scenario } = result;
  const host = findHostProfile(scenario.host.profile);
  const nic = findNicProfile(scenario.nic.profile);
  const costModel = findCostModel(scenario.costModel);
  const verdicts = settingVerdicts(result);
  const context = { scenario, lineRateGbps: scenario.nic.lineRateGbps ?? nic?.lineRateGbps.value };
  return {
    content: [
      ...frontMatter(result, summary, runHeadlines(result, verdicts)),
      ...measurementChapter(result, context),
      ...figures(result.points, context),
      ...resultsBySetting(result, verdicts),
      ...whatNextChapter(result),
      ...scenarioChapter(scenario, { host, nic }, costModel),
      ...trustChapter(result, validation),
      ...sensitivityChapter(result),
      ...parameterChapter(result),
      ...detailsAppendix(result),
      ...costsAppendix(scenario, { costModel, host, nic }),
      ...validationAppendix(validation, result.engineVersion),
    ],
    pageSize: 'A4',
    pageMargins: [pageMargins.left, pageMargins.top, pageMargins.right, pageMargins.bottom],
    defaultStyle: { font: 'Roboto', fontSize: typePt.body, lineHeight: 1.25, color: colours.ink },
    styles,
    header: (page) => (page === 1 ? '' : runningHead(scenario.name)),
    footer: (page, pages) => runningFoot(summary, page, pages),
    info: {
      title: `${scenario.name}: IOVLab report`,
      author: 'IOVLab',
      subject: 'Simulation of network I/O virtualization',
      creator: `IOVLab ${applicationVersion}`,
      creationDate: new Date(summary.startedAt),
    },
    language: 'en',
    displayTitle: true,
    version: '1.7',
  };
}

function runningHead(name: string): Content {
  const title = name.length > TITLE_IN_HEADER ? `${name.slice(0, TITLE_IN_HEADER - 1)}…` : name;
  return {
    columns: [
      { text: textRuns(title, 60), style: 'running' },
      { text: 'IOVLab report', style: 'running', alignment: 'right', width: 80 },
    ],
    margin: [pageMargins.left, 34, pageMargins.right, 0],
  };
}

function runningFoot({ startedAt }: RunSummary, page: number, pages: number): Content {
  return {
    columns: [
      { text: `Run of ${dateInWords(startedAt)}`, style: 'running' },
      { text: `Page ${page} of ${pages}`, style: 'running', alignment: 'right' },
    ],
    margin: [pageMargins.left, 22, pageMargins.right, 0],
  };
}
