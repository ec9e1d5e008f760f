/** The charts of a run as files: SVG for papers and for editing, PNG for slides. The same run gives the same bytes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { fileNameStem } from './file-name.ts';
import { measurementCharts } from './measurement-charts.ts';
import { chartSvg } from './pdf/chart-image.ts';
import { fontFiles } from './pdf/fonts.ts';
import { chartLook } from './pdf/theme.ts';
import type { ReportedRun } from './reported-run.ts';
import { chartContext, runCharts } from './run-charts.ts';

export interface ChartFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Pixels of a PNG for each of the SVG: sharp on paper at the width of a page, and on a large screen. */
const PIXELS_PER_UNIT = 3;

/** Charts that have nothing to draw are left out. Files are numbered in the order of the report. */
export async function chartFiles(run: Pick<ReportedRun, 'result' | 'measurements'>): Promise<readonly ChartFile[]> {
  const context = chartContext(run);
  const { points } = run.result;
  const charts = [
    ...measurementCharts(points, context, chartLook),
    ...runCharts(points, context, chartLook).flatMap((group) => group.charts),
  ];
  await loadRenderer();
  return charts
    .filter(({ chart }) => chart.nothing === '')
    .flatMap(({ caption, chart }, index) => {
      const name = `${String(index + 1).padStart(2, '0')}-${fileNameStem(caption)}`;
      const svg = chartSvg(chart);
      return [
        { name: `${name}.svg`, content: svg },
        { name: `${name}.png`, content: pngOf(svg) },
      ];
    });
}

const require = createRequire(import.meta.url);
let loaded: Promise<void> | null = null;

function loadRenderer(): Promise<void> {
  loaded ??= initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return loaded;
}

function pngOf(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    background: chartLook.surface,
    fitTo: { mode: 'zoom', value: PIXELS_PER_UNIT },
    font: { fontBuffers: fontBuffers(), defaultFontFamily: 'Roboto', sansSerifFamily: 'Roboto' },
  });
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}

let fonts: readonly Uint8Array[] | null = null;

function fontBuffers(): Uint8Array[] {
  fonts ??= Object.values(fontFiles).flatMap(({ normal, bold }) =>
    [normal, bold].map((path) => new Uint8Array(readFileSync(String(path)))),
  );
  return [...fonts];
}
