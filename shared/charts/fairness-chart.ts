import type { PointResult } from '../result/schema.ts';
import { formatFixed } from '../number-format.ts';
import { words } from '../texts/words.ts';
import { digits, formatPercent, formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { entryOf, metricOf, pointRows, pointNotes, type PointRow } from './point-series.ts';
import { shareMapHeightPx, shareMapOption, shareText, type ShareCell, type ShareMap } from './share-map.ts';

export interface FairnessContext extends ChartContext {
  /** Delivered over offered frames of each VM, as in Jain's index of the point, or its part of all delivered frames. Default: of its demand. */
  readonly share?: 'of-demand' | 'of-total' | undefined;
}

/** What each VM got, and Jain's fairness index over the VMs (1: equal; 1/n: one VM has all). */
export function fairnessChart(points: readonly PointResult[], look: ChartLook, context: FairnessContext = {}): Chart {
  const { common, inside } = words().charts;
  const texts = inside.fairness;
  const share = context.share ?? 'of-demand';
  const ofTotal = share === 'of-total';
  const rows = pointRows(points, look, context).filter(({ point }) => point.vms.length > 0);
  const columns = [...new Set(rows.flatMap(({ point }) => point.vms.map(({ name }) => name)))];
  const cells = rows.map(({ label, point }) => columns.map((vm) => cellOf(point, vm, label, ofTotal)));
  const shares = cells.flat().flatMap(({ share }) => (share === null ? [] : [share]));
  const map: ShareMap = {
    rows: rows.map((row) => ({
      label: texts.row(row.label, jainText(row)),
      labelInLines: texts.row(row.labelInLines, jainText(row)),
    })),
    columns,
    cells,
    colour: look.accent,
    full: ofTotal ? Math.max(0, ...shares) : 1,
  };
  return {
    key: `fairness-${share}`,
    title: texts.titles[share],
    summary: texts.summaries[share](
      rows.map((row, index) => texts.value(row.label, spanText(cells[index] ?? []), jainText(row))).join('; '),
    ),
    legend: [],
    rows: rows.map(entryOf),
    nothing: rows.length === 0 ? texts.nothing : '',
    notes: pointNotes(points, context),
    heightPx: shareMapHeightPx(map, look),
    table: {
      columns: [common.columns.technique, texts.index, ...columns],
      rows: rows.map((row, index) => [
        row.label,
        jainText(row),
        ...(cells[index] ?? []).map(({ share }) => (share === null ? '–' : formatPercent(share))),
      ]),
    },
    option: shareMapOption(map, look),
  };
}

function cellOf(point: PointResult, name: string, label: string, ofTotal: boolean): ShareCell {
  const vm = point.vms.find((candidate) => candidate.name === name);
  const delivered = vm?.metrics.deliveredPps?.mean ?? 0;
  const offered = vm?.metrics.offeredPps?.mean ?? 0;
  const whole = ofTotal ? point.vms.reduce((sum, { metrics }) => sum + (metrics.deliveredPps?.mean ?? 0), 0) : offered;
  // Frames of the time before the window can make the delivered ones exceed the offered ones a little.
  const share = vm && whole > 0 ? Math.min(1, delivered / whole) : null;
  return { share, tooltip: words().charts.inside.fairness.share(label, name, formatRate(delivered, 'pps'), formatRate(offered, 'pps')) };
}

function jainText({ point }: PointRow): string {
  const { mean } = metricOf(point, 'jainIndex');
  // Three digits would round 0.9996 up to an equality that is not there.
  return mean > 0.999 && mean < 1 ? formatFixed(Math.floor(mean * 10_000) / 10_000, 4) : digits(mean);
}

function spanText(cells: readonly ShareCell[]): string {
  const shares = cells.flatMap(({ share }) => (share === null ? [] : [share]));
  const { common, inside } = words().charts;
  if (shares.length === 0) return inside.fairness.noShares;
  const [least, most] = [shareText(Math.min(...shares)), shareText(Math.max(...shares))];
  return least === most ? least : common.range(least, most);
}
