/** First page: what was asked, what came out, which run it is, and the contents. */
import type { Content, Margins } from 'pdfmake/interfaces.js';
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { countPoints } from '../../../shared/scenario/sweep-settings.ts';
import type { ReportedRun } from '../reported-run.ts';
import { runFacts } from '../run-facts.ts';
import type { Headlines } from '../run-headlines.ts';
import { factTable, titled } from './blocks.ts';
import { textRuns } from './text.ts';
import { box, colours, typePt } from './theme.ts';
import { structured } from './typesetting/structure.ts';

/** `hasContents`: sections follow. */
export function frontMatter({ result, summary }: ReportedRun, { lead, setting, findings }: Headlines, hasContents: boolean): Content[] {
  const { name, description } = result.scenario;
  return [
    { text: 'IOVLAB REPORT', style: 'product' },
    structured({ text: textRuns(name, 30), style: 'title' }, { role: 'H1' }),
    ...(description === '' ? [] : [{ text: textRuns(description, 60), style: 'lead' }]),
    ...notice(result, summary),
    structured(
      {
        layout: box,
        margin: [0, 0, 0, 12] as Margins,
        table: {
          widths: ['*'],
          body: [
            [
              {
                stack: [
                  { text: textRuns(lead, 60), bold: true, fontSize: typePt.lead },
                  ...(setting === '' ? [] : [{ text: textRuns(setting, 60), bold: true, margin: [0, 6, 0, 0] as Margins }]),
                  ...findings.map((finding) => ({ text: textRuns(finding, 60), margin: [0, 3, 0, 0] as Margins })),
                ],
              },
            ],
          ],
        },
      },
      { role: 'Div' },
    ),
    titled('The run', factTable(runFacts(result, summary).filter((fact) => fact.name !== 'Scenario'))),
    ...(hasContents ? [contents()] : []),
  ];
}

function contents(): Content {
  const title = structured({ text: 'Contents', style: 'section' }, { role: 'H2' });
  return { toc: { title, textMargin: [0, 0, 0, 0], numberStyle: { color: colours.soft } } };
}

/** A run that did not come to its end says so before any figure. */
function notice({ complete, points, scenario }: RunResult, { status, message }: RunSummary): Content[] {
  if (complete && status === 'done') return [];
  const planned = countPoints(scenario);
  const state = { running: 'is still running', done: 'did not finish', cancelled: 'was cancelled', failed: 'failed' }[status];
  const why = message === '' ? '' : ` (${message})`;
  const words = `This run ${state}${why}: ${points.length} of ${planned} points have figures, some perhaps from fewer replications than asked for.`;
  return [{ text: textRuns(words, 60), bold: true, color: colours.bad, margin: [0, 0, 0, 10] }];
}
