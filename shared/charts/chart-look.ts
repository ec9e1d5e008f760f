/** Colours and type of a chart: light and dark as on screen, and print. */
import { surfaceColours, type ColourPair } from '../design/palette.ts';

export interface ChartLook {
  readonly mode: 'light' | 'dark' | 'print';
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly surface: string;
  /** What stands for nothing or for little in scales of colour. */
  readonly sunken: string;
  readonly accent: string;
  readonly bad: string;
  readonly fontFamily: string;
  readonly fontSizePx: number;
  /** Width that the chart has, px: legends and labels are laid out for it. */
  readonly widthPx: number;
  readonly animated: boolean;
  /** Width of a text in parts of the font size, where the font is at hand. Default: an estimate. */
  readonly textWidthInEm?: (text: string) => number;
}

const screenFont = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

export const lightLook: ChartLook = {
  mode: 'light',
  ...coloursIn('light'),
  fontFamily: screenFont,
  fontSizePx: 12,
  widthPx: 760,
  animated: true,
};

export const darkLook: ChartLook = { ...lightLook, mode: 'dark', ...coloursIn('dark') };

/** For paper: white ground, the report's font, no motion. */
export const printLook: ChartLook = { ...lightLook, mode: 'print', fontFamily: 'Roboto, sans-serif', fontSizePx: 11, animated: false };

function coloursIn(mode: keyof ColourPair): Pick<ChartLook, 'ink' | 'inkSoft' | 'line' | 'surface' | 'sunken' | 'accent' | 'bad'> {
  return {
    ink: surfaceColours.ink[mode],
    inkSoft: surfaceColours['ink-soft'][mode],
    line: surfaceColours.line[mode],
    surface: surfaceColours.surface[mode],
    sunken: surfaceColours['scale-zero'][mode],
    accent: surfaceColours.accent[mode],
    bad: surfaceColours.bad[mode],
  };
}
