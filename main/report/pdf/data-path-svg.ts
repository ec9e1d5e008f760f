/** The way of packets under a technique as on screen (renderer/features/data-path), drawn for paper. */
import { heatColour, inkOn } from '../../../shared/charts/colours.ts';
import type { DataPath } from '../../../shared/data-path/data-path.ts';
import { layOut, type Box } from '../../../shared/data-path/layout.ts';
import { partLines } from '../../../shared/data-path/part-text.ts';
import type { PartState } from '../../../shared/data-path/part-state.ts';
import { fontOfAll, widthInEm } from './fonts.ts';
import { printable } from './text.ts';
import { chartLook as look, drawingType } from './theme.ts';

const LINE_HEIGHT = 15;
const METER_HEIGHT = 5;
/** Of a letter, about, in the units of the drawing. */
const CHARACTER_WIDTH = 6.6;

export function dataPathSvg(path: DataPath, states: readonly PartState[]): string {
  const { width, height, boxes, zones, links } = layOut(path);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...zones.map(
      ({ title, box }) =>
        `${rectangle(box, 10, `fill="${look.surface}" stroke="${look.line}"`)}${text(box.x + box.width / 2, box.y + 22, title, { bold: true, fill: look.inkSoft })}`,
    ),
    ...links.map(
      ({ line, arrow, way }) =>
        `<path d="${line}" fill="none" stroke="${look.inkSoft}" stroke-width="2"${way === 'transmit' ? ' stroke-dasharray="6 3"' : ''}/><path d="${arrow}" fill="${look.inkSoft}"/>`,
    ),
    ...states.map((state) => drawnPart(state, boxes[state.part.id])),
    ...links
      .filter(({ label, length }) => widthInEm(label) * drawingType.tinyPx < length)
      .map(({ label, labelX, labelY }) => text(labelX, labelY, label, { size: drawingType.tinyPx, fill: look.inkSoft })),
    '</svg>',
  ].join('');
}

/** What limits has a firm frame and says so in words: nothing rests on colour. */
function drawnPart(state: PartState, box: Box | undefined): string {
  if (!box) return '';
  const fill = heatColour(state.heat ?? 0, look);
  const ink = inkOn(fill);
  const lines = partLines(state, Math.floor((box.width - 4) / CHARACTER_WIDTH));
  const first = box.y + Math.max(17, (box.height - lines.length * LINE_HEIGHT) / 2 + 6);
  const frame = state.isBottleneck ? `stroke="${look.bad}" stroke-width="3"` : `stroke="${look.inkSoft}"`;
  return [
    rectangle(box, 6, `fill="${fill}" ${frame}`),
    state.heat === null ? '' : meter(box, state.heat, ink),
    ...lines.map((line, index) =>
      text(box.x + box.width / 2, first + index * LINE_HEIGHT, line.text, {
        bold: line.kind === 'title' || line.kind === 'alarm',
        size: line.kind === 'title' || line.kind === 'heat' ? drawingType.labelPx : drawingType.tinyPx,
        fill: ink,
      }),
    ),
    state.isBottleneck ? flag(box) : '',
  ].join('');
}

function meter({ x, y, width, height }: Box, heat: number, ink: string): string {
  const track = { x: x + 6, y: y + height - METER_HEIGHT - 5, width: width - 12, height: METER_HEIGHT };
  const level = { ...track, width: track.width * Math.min(1, heat) };
  return rectangle(track, 2, `fill="none" stroke="${ink}" stroke-width="0.5"`) + rectangle(level, 2, `fill="${ink}"`);
}

function flag({ x, y, width }: Box): string {
  const middle = x + width / 2;
  const label = { x: middle - 42, y: y - 11, width: 84, height: 18 };
  return (
    rectangle(label, 9, `fill="${look.bad}"`) +
    text(middle, y + 2, 'Bottleneck', { bold: true, size: drawingType.tinyPx, fill: look.surface })
  );
}

function rectangle({ x, y, width, height }: Box, radius: number, paint: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${paint}/>`;
}

interface TextStyle {
  readonly fill: string;
  readonly bold?: boolean;
  readonly size?: number;
}

function text(x: number, y: number, words: string, { fill, bold = false, size = drawingType.labelPx }: TextStyle): string {
  const shown = printable(words);
  const escaped = shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="middle" font-family="${fontOfAll(shown)}" font-size="${size}" font-weight="${bold ? 'bold' : 'normal'}" fill="${fill}">${escaped}</text>`;
}
