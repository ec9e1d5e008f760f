/** What is in a capture: its frame sizes, and its gaps beside the distribution that was fitted to them. */
import type { CaptureProposal } from '../capture/proposal.ts';
import { digits, formatPercent, formatTimeNs } from '../units.ts';
import type { Chart } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

const HEIGHT_PX = 220;
const BINS = 24;
const QUARTILES = [0.25, 0.5, 0.75, 0.95, 0.99];

export function captureSizesChart({ sizes }: CaptureProposal, look: ChartLook): Chart {
  const most = Math.max(...sizes.map(({ frameBytes }) => frameBytes), 64);
  const width = Math.max(16, Math.ceil(most / BINS / 16) * 16);
  const bins = new Map<number, number>();
  for (const { frameBytes, share } of sizes) {
    const from = Math.floor(frameBytes / width) * width;
    bins.set(from, (bins.get(from) ?? 0) + share);
  }
  const rows = Array.from({ length: Math.floor(most / width) + 1 }, (_, bin) => ({ from: bin * width, share: bins.get(bin * width) ?? 0 }));
  const name = ({ from }: { readonly from: number }) => `${digits(from)} to ${digits(from + width - 1)} bytes`;
  const filled = rows.filter(({ share }) => share > 0);
  return {
    title: 'Frame sizes',
    summary: `Frame sizes: ${filled.map((row) => `${name(row)} ${formatPercent(row.share)}`).join(', ')}.`,
    nothing: '',
    notes: [],
    heightPx: HEIGHT_PX,
    table: { columns: ['Frame size', 'Share'], rows: filled.map((row) => [name(row), formatPercent(row.share)]) },
    option: {
      ...chartFrame(look, []),
      tooltip: tooltip(look, 'item', (_, bin) => {
        const row = rows[bin];
        return row ? `${name(row)}: ${formatPercent(row.share)}` : null;
      }),
      xAxis: numberAxis(look, { name: 'Frame, bytes', format: digits, min: 0, gridLines: false }),
      yAxis: numberAxis(look, { name: 'Share of frames', format: formatPercent, min: 0, vertical: true }),
      series: [
        {
          type: 'bar',
          barWidth: Math.max(3, Math.floor((look.widthPx - 90) / rows.length) - 2),
          itemStyle: { color: look.accent },
          data: rows.map(({ from, share }) => [from + width / 2, share]),
        },
      ],
    },
  };
}

export function captureGapsChart({ gapsNs, fittedGapsNs, fit }: CaptureProposal, look: ChartLook): Chart {
  const lines = [
    { name: 'measured', colour: look.accent, dash: 'solid' as const, values: gapsNs },
    { name: `fitted: ${fit.chosen}`, colour: look.ink, dash: [6, 4], values: fittedGapsNs },
  ];
  const legend = lines.map(({ name, colour, dash }) => ({ name, colour, dash, symbol: 'none' }));
  const steps = gapsNs.length - 1;
  const rows = QUARTILES.map((probability) => [
    formatPercent(probability),
    ...lines.map(({ values }) => formatTimeNs(values[Math.round(probability * steps)] ?? 0)),
  ]);
  return {
    title: 'Gaps between packets',
    summary: `Gaps, measured and fitted (${fit.chosen}): ${rows.map(([share, one, other]) => `${share} within ${one} and ${other}`).join('; ')}.`,
    nothing: '',
    notes: [],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: { columns: ['Share of gaps within', 'Measured', 'Fitted'], rows },
    option: {
      ...chartFrame(look, legend),
      tooltip: tooltip(look, 'item', (series, step) => {
        const ns = lines[series]?.values[step];
        return ns === undefined ? null : `${lines[series]?.name}: ${formatPercent(step / steps)} within ${formatTimeNs(ns)}`;
      }),
      xAxis: numberAxis(look, {
        name: 'Gap',
        format: formatTimeNs,
        scale: 'log',
        ...logEnds(lines.flatMap(({ values }) => values).filter((ns) => ns >= 1)),
      }),
      yAxis: numberAxis(look, { name: 'Share of gaps', format: formatPercent, min: 0, max: 1, vertical: true }),
      series: lines.map(({ name, colour, dash, values }) => ({
        type: 'line' as const,
        name,
        symbol: 'none',
        lineStyle: { color: colour, width: 2, type: dash },
        itemStyle: { color: colour },
        data: values.map((ns, step) => [Math.max(1, ns), step / steps]),
      })),
    },
  };
}
