/** Where cycles, time, copies, exits and interrupts of each technique went, resources and VMs. */
import type { Content } from 'pdfmake/interfaces.js';
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { PointResult, RunResult } from '../../../shared/result/schema.ts';
import { digits, formatPercent, formatRate, formatTimeNs } from '../../../shared/units.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';
import { evenlyChosen } from '../evenly-chosen.ts';

const MOST_SETTINGS = 4;
const MOST_ROWS = 80;
/** Techniques side by side in one table. */
const MOST_COLUMNS = 8;

/** Named amounts of a point. */
type Amounts = ReadonlyMap<string, number>;

interface Detail {
  readonly title: string;
  readonly rowTitle: string;
  readonly amounts: (point: PointResult) => Amounts;
  readonly format: (value: number) => string;
  readonly total?: boolean;
}

const details: readonly Detail[] = [
  {
    title: 'Cycles per delivered frame',
    rowTitle: 'Actor: activity',
    amounts: ({ cycles }) => new Map(cycles.map(({ actor, activity, cyclesPerPacket }) => [`${actor}: ${activity}`, cyclesPerPacket])),
    format: digits,
    total: true,
  },
  {
    title: 'Mean latency by stage',
    rowTitle: 'Stage',
    amounts: ({ stages }) => new Map(stages.map(({ stage, meanNs }) => [stage, meanNs])),
    format: formatTimeNs,
    total: true,
  },
  {
    title: 'Lost frames by place',
    rowTitle: 'Place',
    amounts: ({ drops }) => new Map(drops.map(({ place, framesPerSecond }) => [place, framesPerSecond])),
    format: (value) => formatRate(value, 'pps'),
    total: true,
  },
  {
    title: 'VM exits',
    rowTitle: 'Reason',
    amounts: ({ exits }) => new Map(exits.map(({ reason, perSecond }) => [reason, perSecond])),
    format: (value) => formatRate(value, '/s'),
    total: true,
  },
  {
    title: 'Interrupts',
    rowTitle: 'Kind',
    amounts: ({ interrupts }) => new Map(interrupts.map(({ kind, perSecond }) => [kind, perSecond])),
    format: (value) => formatRate(value, '/s'),
  },
  {
    title: 'Copies of frame bytes for each delivered frame',
    rowTitle: 'Place',
    amounts: ({ copies }) => new Map(copies.map(({ place, perPacket }) => [place, perPacket])),
    format: digits,
  },
  {
    title: 'Utilization (IOTLB: hit ratio)',
    rowTitle: 'Resource',
    amounts: ({ resources }) => new Map(resources.map(({ name, utilization }) => [name, utilization])),
    format: formatPercent,
  },
  {
    title: 'Delivered to or by each VM',
    rowTitle: 'VM',
    amounts: ({ vms }) => new Map(vms.map(({ name, metrics }) => [name, metrics['deliveredPps']?.mean ?? 0])),
    format: (value) => formatRate(value, 'pps'),
  },
  {
    title: '99th percentile of latency of each VM',
    rowTitle: 'VM',
    amounts: ({ vms }) => new Map(vms.map(({ name, metrics }) => [name, metrics['latencyP99Ns']?.mean ?? 0])),
    format: formatTimeNs,
  },
];

export function detailsChapter({ points, scenario }: RunResult): Content[] {
  const settings = [...Map.groupBy(measuredPoints(points), (point) => settingsText(point.settings, scenario))];
  if (settings.length === 0) return [];
  const shown = evenlyChosen(settings, MOST_SETTINGS);
  return [
    chapter(sectionTitle('details')),
    paragraph(
      shown.length < settings.length
        ? `Details of ${shown.length} of ${settings.length} settings; the CSV export has those of all. Rows that are zero for every technique are left out.`
        : 'Rows that are zero for every technique are left out.',
    ),
    ...shown.flatMap(([setting, members]) => details.flatMap((detail) => detailTables(detail, setting, members))),
  ];
}

function detailTables(detail: Detail, setting: string, points: readonly PointResult[]): Content[] {
  const amounts = points.map((point) => ({ technique: point.technique, amounts: detail.amounts(point) }));
  const names = [...new Set(amounts.flatMap(({ amounts: named }) => [...named.keys()]))].filter((name) =>
    amounts.some(({ amounts: named }) => (named.get(name) ?? 0) !== 0),
  );
  if (names.length === 0) return [];
  const rows = names.slice(0, MOST_ROWS);
  const left = names.length - rows.length;
  return [
    ...inParts(amounts, MOST_COLUMNS).map((part) => {
      const columns: Column[] = [
        { title: detail.rowTitle, width: 128 },
        ...part.map(({ technique }): Column => ({ title: technique, width: '*', align: 'right' })),
      ];
      const body = rows.map((name) => [name, ...part.map(({ amounts: named }) => amountText(named.get(name), detail))]);
      const totals = part.map(({ amounts: named }) => [...named.values()].reduce((sum, amount) => sum + amount, 0));
      const total = [{ text: 'total', bold: true }, ...totals.map((sum) => ({ text: detail.format(sum), bold: true }))];
      return table(
        setting === '' ? detail.title : `${detail.title}, at ${setting}`,
        columns,
        detail.total === true ? [...body, total] : body,
      );
    }),
    ...(left > 0 ? [paragraph(`${left} further rows are in the CSV export.`, 'note')] : []),
  ];
}

function amountText(amount: number | undefined, { format }: Detail): string {
  return amount === undefined || amount === 0 ? '–' : format(amount);
}

function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const parts = Math.ceil(items.length / size);
  return Array.from({ length: parts }, (_, part) => items.slice(part * size, (part + 1) * size));
}
