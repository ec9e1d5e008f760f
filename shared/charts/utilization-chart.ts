import type { PointResult } from '../result/schema.ts';
import { coreRoleName, portOf, resourceName } from '../simulated-names.ts';
import { words } from '../texts/words.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { entryOf, pointRows, pointNotes } from './point-series.ts';
import { shareMapHeightPx, shareMapOption, shareText, type ShareCell, type ShareMap } from './share-map.ts';

type Resource = PointResult['resources'][number];

/** Utilization of every resource, cores of one purpose together by the busiest of them. */
export function utilizationChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const { common, inside } = words().charts;
  const texts = inside.utilization;
  const rows = pointRows(points, look, context)
    .map((row) => ({ ...row, groups: Map.groupBy(row.point.resources.filter(isBusyable), groupKey) }))
    .filter(({ groups }) => groups.size > 0);
  const groups = inOrder([...new Set(rows.flatMap((row) => [...row.groups.keys()]))]);
  const columns = groups.map(groupName);
  const cells = rows.map((row) => groups.map((key, column) => cellOf(row.label, columns[column] ?? '', row.groups.get(key) ?? [])));
  const map: ShareMap = { rows, columns, cells, colour: look.bad, full: 1 };
  return {
    key: 'utilization',
    title: texts.title,
    summary: texts.summary(
      rows
        .map(({ label }, row) => {
          const [busiest] = columns
            .map((name, column) => ({ name, share: cells[row]?.[column]?.share ?? 0 }))
            .toSorted((one, other) => other.share - one.share);
          return busiest ? texts.value(label, busiest.name, shareText(busiest.share)) : texts.none(label);
        })
        .join('; '),
    ),
    legend: [],
    rows: rows.map(entryOf),
    nothing: rows.length === 0 ? texts.nothing : '',
    notes: [texts.busiestCore, ...pointNotes(points, context)],
    heightPx: shareMapHeightPx(map, look),
    table: {
      columns: [common.columns.technique, texts.columns.resource, texts.columns.utilization, texts.columns.note],
      rows: rows.flatMap(({ label, point }) =>
        point.resources.map(({ name, utilization, note }) => [label, resourceName(name), shareText(utilization), note === '' ? '–' : note]),
      ),
    },
    option: shareMapOption(map, look),
  };
}

/** A hit ratio is no utilization: high is good. */
function isBusyable({ kind }: Resource): boolean {
  return kind !== 'iotlb';
}

/** Begins the keys of groups of cores. */
const CORES = 'cores:';
const GUEST_CORES = `${CORES}guest`;

/** Of "core 4 (guest)" its purpose, `cores:guest`; of "wire to host of port 2" its name without the port. */
function groupKey({ name, kind }: Resource): string {
  if (kind === 'core') return `${CORES}${/\(([^)]+)\)/.exec(name)?.[1] ?? ''}`;
  return portOf(name).resource;
}

/** "guest cores", "wire to host". */
function groupName(key: string): string {
  const texts = words().charts.inside.utilization;
  if (!key.startsWith(CORES)) return resourceName(key);
  return key === CORES ? texts.cores : texts.coresOf(coreRoleName(key.slice(CORES.length)));
}

function inOrder(keys: readonly string[]): readonly string[] {
  const rank = (key: string): number => (key === GUEST_CORES ? 1 : key.startsWith(CORES) ? 0 : 2);
  return keys.toSorted((one, other) => rank(one) - rank(other));
}

function cellOf(label: string, name: string, members: readonly Resource[]): ShareCell {
  if (members.length === 0) return { share: null, tooltip: '' };
  const shares = members.map(({ utilization }) => utilization);
  const [busiest, mean] = [Math.max(...shares), shares.reduce((sum, share) => sum + share, 0) / shares.length];
  const notes = [...new Set(members.map(({ note }) => note).filter((note) => note !== ''))];
  const texts = words().charts.inside.utilization;
  const said =
    members.length > 1
      ? texts.shares(label, name, shareText(busiest), members.length, shareText(mean))
      : texts.share(label, name, shareText(busiest));
  return { share: busiest, tooltip: [said, ...notes].join('\n') };
}
