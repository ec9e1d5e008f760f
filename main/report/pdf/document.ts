/** The PDF report of a run, from the question on its first page to the sources of its parameters. */
import type { Content } from 'pdfmake/interfaces.js';
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import { reportSectionIds } from '../../../shared/report/sections.ts';
import type { ReportOrder } from '../reported-run.ts';
import { applicationVersion, dateInWords } from '../run-facts.ts';
import { runHeadlines } from '../run-headlines.ts';
import { settingVerdicts } from '../throughput-per-core.ts';
import { frontMatter } from './front-matter.ts';
import type { ReportDocument } from './render.ts';
import { sectionBuilders } from './sections.ts';
import { textRuns } from './text.ts';
import { pageMargins } from './theme.ts';

const TITLE_IN_HEADER = 80;

export function reportDocument(order: ReportOrder): ReportDocument {
  const { result, summary } = order;
  const { name } = result.scenario;
  const verdicts = settingVerdicts(result);
  const sections = reportSectionIds.filter((id) => order.sections.includes(id)).flatMap((id) => sectionBuilders[id](order, verdicts));
  return {
    content: [...frontMatter(order, runHeadlines(result, verdicts), sections.length > 0), ...sections],
    header: (page) => (page === 1 ? '' : runningHead(name)),
    footer: (page, pages) => runningFoot(summary, page, pages),
    title: `${name}: IOVLab report`,
    subject: 'Simulation of network I/O virtualization',
    creator: `IOVLab ${applicationVersion}`,
    createdAt: new Date(summary.startedAt),
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
