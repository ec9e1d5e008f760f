/** The way of packets under each technique with its hot spot, and where its cycles went. On pages across: a way is long. */
import type { Content } from 'pdfmake/interfaces.js';
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { dataPath } from '../../../shared/data-path/data-path.ts';
import { partSentence } from '../../../shared/data-path/part-text.ts';
import { partStates } from '../../../shared/data-path/part-state.ts';
import { pointScenario } from '../../../shared/data-path/point-scenario.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { PointResult, RunResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits, formatPercent } from '../../../shared/units.ts';
import { cyclesInWords } from '../cycles-in-words.ts';
import { chapter, paragraph, table, titled, type Column } from './blocks.ts';
import { drawing } from './chart-image.ts';
import { dataPathSvg } from './data-path-svg.ts';
import { contentWidthAcross } from './theme.ts';

/** As many as stand below a way on its page. */
const MOST_ROWS = 4;

/** Of a drawing, so that its technique has a page with what belongs to it. pt. */
const TALLEST = 168;

const cycleColumns: readonly Column[] = [
  { title: 'Spent by', width: 150 },
  { title: 'On', width: '*' },
  { title: 'Cycles for each delivered frame', width: 140, align: 'right' },
  { title: 'Share of the busy time', width: 120, align: 'right' },
];

/** Nothing for a DMA benchmark, in which packets go no way, nor for a run without figures. */
export function pathsChapter({ points, scenario }: RunResult): Content[] {
  const last = [...Map.groupBy(measuredPoints(points), (point) => settingsText(point.settings, scenario))].at(-1);
  if (!last || scenario.method.kind === 'dma-benchmark') return [];
  const [setting, members] = last;
  return [
    chapter(sectionTitle('paths'), 'landscape'),
    paragraph(
      `${setting === '' ? '' : `At ${setting}. `}Colour and level say how busy a part is, or how full a queue; whole lines are the receiving way, dashed ones the sending way. The part that limits is framed.`,
    ),
    ...members.flatMap((point, index) => pathOf(point, scenario, `P${index + 1}`)),
  ];
}

function pathOf(point: PointResult, scenario: Scenario, number: string): Content[] {
  const own = pointScenario(scenario, point);
  if (!own) return [];
  const path = dataPath(own.scenario, own.choice);
  const states = partStates(path, point);
  const alt = `The way of packets under ${point.technique}. ${states.map((state) => `${partSentence(state)}.`).join(' ')}`;
  return [
    titled(point.technique, [
      paragraph(`${cyclesInWords(point)} ${point.bottleneck.sentence}`),
      drawing(number, `The way of packets under ${point.technique}`, dataPathSvg(path, states), alt, {
        width: contentWidthAcross,
        height: TALLEST,
      }),
      cyclesTable(point),
    ]),
  ];
}

function cyclesTable({ cycles }: PointResult): Content {
  const sorted = cycles.filter(({ share }) => share > 0).toSorted((one, other) => other.share - one.share);
  const left = sorted.slice(MOST_ROWS);
  const sum = (amount: 'cyclesPerPacket' | 'share'): number => left.reduce((total, one) => total + one[amount], 0);
  return table('', cycleColumns, [
    ...sorted
      .slice(0, MOST_ROWS)
      .map(({ actor, activity, cyclesPerPacket, share }) => [actor, activity, digits(cyclesPerPacket), formatPercent(share)]),
    ...(left.length > 0 ? [['all else', `${left.length} activities`, digits(sum('cyclesPerPacket')), formatPercent(sum('share'))]] : []),
  ]);
}
