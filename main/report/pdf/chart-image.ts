/** Charts as vectors: ECharts draws SVG without a browser, measuring text with the fonts that the report embeds. */
import * as echarts from 'echarts';
import type { Content } from 'pdfmake/interfaces.js';
import type { Chart } from '../../../shared/charts/chart.ts';
import { paragraph } from './blocks.ts';
import { fontOfAll, widthInEm } from './fonts.ts';
import { printable } from './text.ts';
import { chartLook, contentWidth } from './theme.ts';

echarts.setPlatformAPI({
  measureText: (text, font) => ({ width: widthInEm(text) * Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? chartLook.fontSizePx) }),
});

/** Charts are a little flatter than on screen, so that two stand on a page. */
const HEIGHT_ON_PAPER = 0.86;

/** Taller charts, of very many techniques, are set smaller to fit on a page. pt. */
const TALLEST = 600;

/** A chart with its caption and notes, on one page; or why there is nothing to draw. */
export function figure(number: number | string, caption: string, chart: Chart): Content {
  const title = `Figure ${number}. ${caption}`;
  if (chart.nothing !== '')
    return { unbreakable: true, margin: [0, 0, 0, 12], stack: [paragraph(title, 'caption'), paragraph(chart.nothing)] };
  return {
    unbreakable: true,
    margin: [0, 0, 0, 16],
    stack: [{ svg: chartSvg(chart), fit: [contentWidth, TALLEST] }, paragraph(title, 'caption')],
  };
}

export function chartSvg({ option, heightPx }: Pick<Chart, 'option' | 'heightPx'>): string {
  const drawing = echarts.init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: chartLook.widthPx,
    height: Math.round(heightPx * HEIGHT_ON_PAPER),
  });
  try {
    drawing.setOption({ ...option, animation: false });
    return forPaper(drawing.renderToSVGString());
  } finally {
    drawing.dispose();
  }
}

/** Without rules for the pointer, and each text in a font that has its characters. */
function forPaper(svg: string): string {
  return svg.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<text ([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, escaped: string) => {
    const text = printable(escaped);
    return `<text ${attributes.replace(/font-family:[^;"]*/, `font-family:${fontOfAll(text)}`)}>${text}</text>`;
  });
}
