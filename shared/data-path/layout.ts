/** Where the parts of a way stand in its drawing, in units of the drawing (px at its full width): one picture for the page and for paper. */
import type { DataPath } from './data-path.ts';
import { partsOf } from './data-path.ts';
import type { Part, PartKind, ZoneName } from './parts.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DataPathLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: Readonly<Record<string, Box>>;
  readonly zones: readonly { readonly name: ZoneName; readonly title: string; readonly box: Box }[];
  /** `line` and `arrow` are paths of an SVG. */
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly way: 'receive' | 'transmit';
    readonly line: string;
    readonly arrow: string;
    readonly label: string;
    readonly length: number;
    readonly labelX: number;
    readonly labelY: number;
  }[];
}

const WIDTHS: Readonly<Record<PartKind, number>> = { wire: 70, device: 70, bus: 70, queue: 104, context: 108, application: 88 };
const GAP = 20;
const ZONE_PADDING = 9;
const MARGIN = 4;
const ZONE_TOP = 6;
const ROW_TOP = 46;
const ROW_HEIGHT = 96;
const ROW_GAP = 34;
/** A third row, for what stands between both ways. */
const MIDDLE = ROW_TOP + ROW_HEIGHT + ROW_GAP;
const ARROW = 7;

export function layOut(path: DataPath): DataPathLayout {
  const rows = path.columns.some((column) => column.length > 2) ? 3 : 2;
  const lastRow = rows === 3 ? MIDDLE + ROW_HEIGHT + ROW_GAP : MIDDLE;
  const bottom = lastRow + ROW_HEIGHT;
  const boxes: Record<string, Box> = {};
  let x = MARGIN + ZONE_PADDING;
  let before: ZoneName | null = null;
  for (const column of path.columns) {
    const width = Math.max(...column.map(({ kind }) => WIDTHS[kind]));
    const zone = column[0]?.zone ?? null;
    if (before !== null && zone !== before) x += ZONE_PADDING;
    before = zone;
    for (const [row, part] of column.entries()) {
      const y = part.lane === 'transmit' ? lastRow : row === 0 ? ROW_TOP : MIDDLE;
      boxes[part.id] = { x, y, width, height: part.lane === 'both' ? bottom - ROW_TOP : ROW_HEIGHT };
    }
    x += width + GAP;
  }
  const width = x - GAP + ZONE_PADDING + MARGIN;
  return {
    width,
    height: bottom + 18,
    boxes,
    zones: zonesOf(path, boxes, bottom),
    links: linksOf(path, boxes, lastRow),
  };
}

function zonesOf(path: DataPath, boxes: Readonly<Record<string, Box>>, bottom: number): DataPathLayout['zones'] {
  const groups = Map.groupBy(partsOf(path), ({ zone }) => zone);
  return [...groups].map(([name, parts]) => {
    const own = parts.flatMap(({ id }) => boxes[id] ?? []);
    const left = Math.min(...own.map((box) => box.x)) - ZONE_PADDING;
    const right = Math.max(...own.map((box) => box.x + box.width)) + ZONE_PADDING;
    return { name, title: path.zones[name] ?? '', box: { x: left, y: ZONE_TOP, width: right - left, height: bottom + 12 - ZONE_TOP } };
  });
}

/** Receiving goes right in the upper row, sending goes left in the lower one; a packet that is turned round stays in its part. */
function linksOf(path: DataPath, boxes: Readonly<Record<string, Box>>, lastRow: number): DataPathLayout['links'] {
  const byId = new Map(partsOf(path).map((part) => [part.id, part]));
  return path.links.flatMap(({ from, to, way, label }) => {
    const [start, end] = [boxes[from], boxes[to]];
    const [one, other] = [byId.get(from), byId.get(to)];
    if (!start || !end || !one || !other) return [];
    const y = way === 'receive' ? ROW_TOP + ROW_HEIGHT / 2 : lastRow + ROW_HEIGHT / 2;
    const [fromX, toX] = way === 'receive' ? [start.x + start.width, end.x] : [start.x, end.x + end.width];
    const back = way === 'receive' ? -ARROW : ARROW;
    return [
      {
        from,
        to,
        way,
        line: `M${fromX} ${y}H${toX + back}`,
        arrow: `M${toX} ${y}l${back} -4v8z`,
        label,
        length: Math.abs(toX - fromX),
        labelX: (fromX + toX) / 2,
        labelY: y - 9,
      },
    ];
  });
}

/** Order of the parts for the keyboard: along the receiving way, then back along the sending one. */
export function keyboardOrder(path: DataPath): readonly Part[] {
  const parts = partsOf(path);
  return [...parts.filter(({ lane }) => lane !== 'transmit'), ...parts.filter(({ lane }) => lane === 'transmit').toReversed()];
}
