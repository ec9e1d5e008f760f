/** Charts as vectors: ECharts draws SVG without a browser, measuring text with the fonts that the report embeds. */
import * as echarts from 'echarts';
import type { Content, ContentSvg } from 'pdfmake/interfaces.js';
import type { Chart } from '../../../shared/charts/chart.ts';
import { paragraph } from './blocks.ts';
import { fontOfAll, widthInEm } from './fonts.ts';
import { printable } from './text.ts';
import { chartLook, contentWidth } from './theme.ts';
import { structured } from './typesetting/structure.ts';

echarts.setPlatformAPI({
  measureText: (text, font) => ({ width: widthInEm(text) * Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? chartLook.fontSizePx) }),
});

/** Charts are a little flatter than on screen, so that two stand on a page. */
const HEIGHT_ON_PAPER = 0.86;

interface Room {
  readonly width: number;
  readonly height: number;
}

/** Taller charts, of very many techniques, are set smaller to fit on a page. */
const onChartPages: Room = { width: contentWidth, height: 600 };

/** A chart with its caption and notes, on one page; or why there is nothing to draw. */
export function figure(number: number | string, caption: string, chart: Chart): Content {
  if (chart.nothing === '') return drawing(number, caption, chartSvg(chart), chart.summary);
  return { unbreakable: true, margin: [0, 0, 0, 12], stack: [captionOf(number, caption), paragraph(chart.nothing)] };
}

/** A drawing with its caption, on one page. `alt`: what it shows, in words. `room`: what it has at most, pt. */
export function drawing(number: number | string, caption: string, svg: string, alt: string, room: Room = onChartPages): Content {
  const picture: ContentSvg = { svg, fit: [room.width, room.height] };
  return {
    unbreakable: true,
    margin: [0, 0, 0, 16],
    stack: [structured(picture, { role: 'Figure', alt }), captionOf(number, caption)],
  };
}

function captionOf(number: number | string, caption: string): Content {
  return paragraph(`Figure ${number}. ${caption}`, 'caption', 'Caption');
}

export function chartSvg({ option, heightPx }: Pick<Chart, 'option' | 'heightPx'>): string {
  const canvas = echarts.init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: chartLook.widthPx,
    height: Math.round(heightPx * HEIGHT_ON_PAPER),
  });
  try {
    canvas.setOption({ ...option, animation: false });
    return forPaper(canvas.renderToSVGString());
  } finally {
    canvas.dispose();
  }
}

/** What only a browser and ECharts itself need. Its names of classes and clip paths count the charts that were drawn before. */
const FOR_SCREENS = /<style[\s\S]*?<\/style>| (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g;

/** Without what is for screens, and each text in a font that has its characters. */
function forPaper(svg: string): string {
  return svg
    .replace(FOR_SCREENS, '')
    .replace(/\bzr\d+-/g, 'zr-')
    .replace(/<text ([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, escaped: string) => {
      const text = printable(escaped);
      return `<text ${attributes.replace(/font-family:[^;"]*/, `font-family:${fontOfAll(text)}, sans-serif`)}>${text}</text>`;
    });
}
