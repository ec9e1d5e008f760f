import type { PointResult } from '../result/schema.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { pointRows, pointNotes } from './point-series.ts';
import { shareMapHeightPx, shareMapOption, shareText, type ShareCell, type ShareMap } from './share-map.ts';

type Resource = PointResult['resources'][number];

/** Utilization of every resource, cores of one purpose together by the busiest of them. */
export function utilizationChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const rows = pointRows(points, look, context)
    .map((row) => ({ ...row, groups: Map.groupBy(row.point.resources.filter(isBusyable), groupOf) }))
    .filter(({ groups }) => groups.size > 0);
  const columns = inOrder([...new Set(rows.flatMap(({ groups }) => [...groups.keys()]))]);
  const cells = rows.map(({ label, groups }) => columns.map((name) => cellOf(label, name, groups.get(name) ?? [])));
  const map: ShareMap = { rows: rows.map(({ label }) => label), columns, cells, colour: look.bad, full: 1 };
  return {
    title: 'Utilization of resources',
    summary: `Utilization, busiest resource of each technique: ${rows
      .map(({ label }, row) => {
        const [busiest] = columns
          .map((name, column) => ({ name, share: cells[row]?.[column]?.share ?? 0 }))
          .toSorted((one, other) => other.share - one.share);
        return `${label} ${busiest ? `${busiest.name} ${shareText(busiest.share)}` : 'none'}`;
      })
      .join('; ')}.`,
    nothing: rows.length === 0 ? 'There are no figures of resources.' : '',
    notes: [
      'Of several cores of one purpose, the busiest is shown. A polling core is always busy, with or without frames.',
      ...pointNotes(points, context),
    ],
    heightPx: shareMapHeightPx(map, look),
    table: {
      columns: ['Technique', 'Resource', 'Utilization', 'Note'],
      rows: rows.flatMap(({ label, point }) =>
        point.resources.map(({ name, utilization, note }) => [label, name, shareText(utilization), note === '' ? '–' : note]),
      ),
    },
    option: shareMapOption(map, look),
  };
}

/** A hit ratio is no utilization: high is good. */
function isBusyable({ kind }: Resource): boolean {
  return kind !== 'iotlb';
}

/** "core 4 (guest)" -> "guest cores", "wire to host, port 2" -> "wire to host". */
function groupOf({ name, kind }: Resource): string {
  const purpose = /\(([^)]+)\)/.exec(name)?.[1];
  if (kind === 'core') return purpose === undefined ? 'cores' : `${purpose} cores`;
  return name.replace(/[ ,]*\(?(port )?\d+\)?$/, '');
}

function inOrder(names: readonly string[]): readonly string[] {
  const rank = (name: string): number => (name === 'guest cores' ? 1 : name.endsWith(' cores') || name === 'cores' ? 0 : 2);
  return names.toSorted((one, other) => rank(one) - rank(other));
}

function cellOf(label: string, name: string, members: readonly Resource[]): ShareCell {
  if (members.length === 0) return { share: null, tooltip: '' };
  const shares = members.map(({ utilization }) => utilization);
  const [busiest, mean] = [Math.max(...shares), shares.reduce((sum, share) => sum + share, 0) / shares.length];
  const notes = [...new Set(members.map(({ note }) => note).filter((note) => note !== ''))];
  const several = members.length > 1 ? `, mean of ${members.length}: ${shareText(mean)}` : '';
  return { share: busiest, tooltip: [`${label}, ${name}: ${shareText(busiest)}${several}`, ...notes].join('\n') };
}
