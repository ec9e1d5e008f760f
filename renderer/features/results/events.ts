/** Exits, interrupts and copies of several points side by side: a row for each kind, a column for each point. */
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { digits, formatRate } from '../../../shared/units.ts';
import { useTexts } from '../../texts/texts.ts';

export interface EventTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** Kinds that no point has are left out; so is a table without rows. */
export function eventTables(points: readonly PointResult[]): readonly EventTable[] {
  const measured = measuredPoints(points);
  const { exits: ofExits, interrupts: ofInterrupts, copies: ofCopies } = useTexts().value.results.events;
  const perSecond = (value: number): string => formatRate(value, '/s');
  return [
    tableOf(ofExits, measured, ({ exits }) => exits.map((exit) => [exit.reason, exit.perSecond]), perSecond),
    tableOf(ofInterrupts, measured, ({ interrupts }) => interrupts.map(({ kind, perSecond: rate }) => [kind, rate]), perSecond),
    tableOf(ofCopies, measured, ({ copies }) => copies.map(({ place, perPacket }) => [place, perPacket]), digits),
  ].filter(({ rows }) => rows.length > 0);
}

function tableOf(
  title: string,
  points: readonly PointResult[],
  entries: (point: PointResult) => readonly (readonly [string, number])[],
  format: (value: number) => string,
): EventTable {
  const maps = points.map((point) => new Map(entries(point)));
  const names = [...new Set(maps.flatMap((map) => [...map.keys()]))].filter((name) => maps.some((map) => (map.get(name) ?? 0) > 0));
  return {
    title,
    columns: points.map(({ technique }) => technique),
    rows: names.map((name) => ({
      name,
      cells: maps.map((map) => {
        const value = map.get(name) ?? 0;
        return value === 0 ? '–' : format(value);
      }),
    })),
  };
}
