/** Shares 0..1 as a map: a row for each point, a column for each of something, the darker the more. */
import type { EChartsOption } from 'echarts';
import { digits } from '../units.ts';
import { chartFrame, nameAxis, textWidthPx, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { inkOn, mix } from './colours.ts';

export interface ShareCell {
  /** 0..1, or null where there is no such thing. */
  readonly share: number | null;
  readonly tooltip: string;
}

export interface ShareRow {
  readonly label: string;
  /** The label in lines, for the axis. */
  readonly labelInLines: string;
}

export interface ShareMap {
  readonly rows: readonly ShareRow[];
  readonly columns: readonly string[];
  /** By row, then column. */
  readonly cells: readonly (readonly ShareCell[])[];
  /** Colour of the highest share. */
  readonly colour: string;
  /** Share that has the full colour. */
  readonly full: number;
}

const ROW_PX = 32;

export function shareMapHeightPx(map: ShareMap, look: ChartLook): number {
  return map.rows.length * ROW_PX + columnNamePx(map, look) + 24;
}

export function shareMapOption(map: ShareMap, look: ChartLook): EChartsOption {
  const cellPx = (look.widthPx * 0.72) / Math.max(1, map.columns.length);
  const labelled = cellPx > 4.2 * look.fontSizePx * 0.6;
  const turned = columnsTurned(map, look);
  const filled = map.rows.flatMap((_row, y) =>
    map.columns.flatMap((_column, x) => {
      const cell = map.cells[y]?.[x];
      return cell && cell.share !== null ? [{ x, y, share: cell.share, text: cell.tooltip }] : [];
    }),
  );
  const colourOf = (share: number): string => mix(look.sunken, map.colour, Math.min(1, Math.max(0, share / (map.full || 1))));
  return {
    ...chartFrame(look, []),
    tooltip: tooltip(look, 'item', (_seriesIndex, dataIndex) => filled[dataIndex]?.text ?? null),
    xAxis: {
      ...nameAxis(look, map.columns, { vertical: false }),
      position: 'top',
      axisLine: { show: false },
      axisLabel: {
        color: look.ink,
        fontSize: look.fontSizePx,
        interval: labelled ? 0 : 'auto',
        hideOverlap: true,
        // Cells too narrow for figures have a name here and there, which needs the room of its neighbours.
        ...(turned ? { rotate: 40 } : labelled ? { width: cellPx, overflow: 'break' as const } : {}),
      },
    },
    yAxis: { ...rowAxis(map, look), axisLine: { show: false } },
    series: [
      {
        type: 'custom',
        encode: { x: 0, y: 1 },
        data: filled.map(({ x, y, share }) => [x, y, share]),
        renderItem: (_params, api) => {
          const [centreX = 0, centreY = 0] = api.coord([api.value(0), api.value(1)]);
          const [width = 0, height = 0] = [api.size?.([1, 1])].flat() as number[];
          const share = Number(api.value(2));
          const colour = colourOf(share);
          const shape = {
            x: centreX - width / 2 + 1,
            y: centreY - height / 2 + 1,
            width: Math.max(1, width - 2),
            height: height - 2,
            r: 3,
          };
          return {
            type: 'group',
            children: [
              { type: 'rect', shape, style: { fill: colour } },
              ...(labelled
                ? [
                    {
                      type: 'text' as const,
                      style: {
                        text: shareText(share),
                        x: centreX,
                        y: centreY,
                        align: 'center' as const,
                        verticalAlign: 'middle' as const,
                        fill: inkOn(colour),
                        fontSize: look.fontSizePx,
                        fontFamily: look.fontFamily,
                      },
                    },
                  ]
                : []),
            ],
          };
        },
      },
    ],
  };
}

/** "97 %", "0.4 %": two digits are enough to compare. */
export function shareText(share: number): string {
  const percent = share * 100;
  return `${percent >= 1 || percent === 0 ? Math.round(percent) : digits(Number(percent.toPrecision(1)))} %`;
}

function rowAxis({ rows }: ShareMap, look: ChartLook) {
  return nameAxis(
    look,
    rows.map(({ label }) => label),
    { inLines: rows.map(({ labelInLines }) => labelInLines) },
  );
}

/** Room for the names over the columns, px. */
function columnNamePx(map: ShareMap, look: ChartLook): number {
  const longest = Math.max(0, ...map.columns.map((name) => textWidthPx(name, look)));
  return columnsTurned(map, look) ? longest * 0.65 + 16 : 44;
}

function columnsTurned(map: ShareMap, look: ChartLook): boolean {
  const cellPx = (look.widthPx * 0.72) / Math.max(1, map.columns.length);
  const longestWord = Math.max(0, ...map.columns.flatMap((name) => name.split(' ').map((word) => textWidthPx(word, look))));
  return longestWord > cellPx && cellPx > 2 * look.fontSizePx;
}
