/** What is in a capture: its frame sizes, and its gaps beside the distribution that was fitted to them. */
import type { CaptureProposal } from '../capture/proposal.ts';
import { words } from '../texts/words.ts';
import { digits, formatPercent, formatTimeNs } from '../units.ts';
import type { Chart } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

const HEIGHT_PX = 220;
const BINS = 24;
const QUARTILES = [0.25, 0.5, 0.75, 0.95, 0.99];

export function captureSizesChart({ sizes }: CaptureProposal, look: ChartLook): Chart {
  const texts = words().charts.methods.captureSizes;
  const most = Math.max(...sizes.map(({ frameBytes }) => frameBytes), 64);
  const width = Math.max(16, Math.ceil(most / BINS / 16) * 16);
  const bins = new Map<number, number>();
  for (const { frameBytes, share } of sizes) {
    const from = Math.floor(frameBytes / width) * width;
    bins.set(from, (bins.get(from) ?? 0) + share);
  }
  const rows = Array.from({ length: Math.floor(most / width) + 1 }, (_, bin) => ({ from: bin * width, share: bins.get(bin * width) ?? 0 }));
  const name = ({ from }: { readonly from: number }) => texts.bytes(digits(from), digits(from + width - 1));
  const filled = rows.filter(({ share }) => share > 0);
  return {
    key: 'capture-sizes',
    title: texts.title,
    summary: texts.summary(filled.map((row) => texts.share(name(row), formatPercent(row.share))).join(', ')),
    legend: [],
    rows: [],
    nothing: '',
    notes: [],
    heightPx: HEIGHT_PX,
    table: { columns: [texts.columns.size, texts.columns.share], rows: filled.map((row) => [name(row), formatPercent(row.share)]) },
    option: {
      ...chartFrame(look, []),
      tooltip: tooltip(look, 'item', (_, bin) => {
        const row = rows[bin];
        return row ? words().charts.common.line(name(row), formatPercent(row.share)) : null;
      }),
      xAxis: numberAxis(look, { name: texts.axes.size, format: digits, min: 0, gridLines: false }),
      yAxis: numberAxis(look, { name: texts.axes.share, format: formatPercent, min: 0, vertical: true }),
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
  const { common, methods } = words().charts;
  const texts = methods.captureGaps;
  const lines = [
    { key: 'measured', name: texts.measured, colour: look.accent, dash: 'solid' as const, values: gapsNs },
    { key: 'fitted', name: texts.fitted(fit.chosen), colour: look.ink, dash: [6, 4], values: fittedGapsNs },
  ];
  const legend = lines.map(({ key, name, colour, dash }) => ({ key, name, colour, dash, symbol: 'none' }));
  const steps = gapsNs.length - 1;
  const rows = QUARTILES.map((probability) => [
    formatPercent(probability),
    ...lines.map(({ values }) => formatTimeNs(values[Math.round(probability * steps)] ?? 0)),
  ]);
  return {
    key: 'capture-gaps',
    title: texts.title,
    summary: texts.summary(fit.chosen, rows.map(([share = '', one = '', other = '']) => texts.share(share, one, other)).join('; ')),
    legend,
    rows: [],
    nothing: '',
    notes: [],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: { columns: [texts.columns.share, texts.columns.measured, texts.columns.fitted], rows },
    option: {
      ...chartFrame(look, legend),
      tooltip: tooltip(look, 'item', (series, step) => {
        const line = lines[series];
        const ns = line?.values[step];
        return line && ns !== undefined ? common.line(line.name, texts.within(formatPercent(step / steps), formatTimeNs(ns))) : null;
      }),
      xAxis: numberAxis(look, {
        name: texts.axes.gap,
        format: formatTimeNs,
        scale: 'log',
        ...logEnds(lines.flatMap(({ values }) => values).filter((ns) => ns >= 1)),
      }),
      yAxis: numberAxis(look, { name: texts.axes.share, format: formatPercent, min: 0, max: 1, vertical: true }),
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
