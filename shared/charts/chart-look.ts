/** Colours and type of a chart: light and dark as on screen (renderer/ui/tokens.css), and print. */
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
  ink: '#17202c',
  inkSoft: '#4a5565',
  line: '#dde2e9',
  surface: '#ffffff',
  sunken: '#eef1f5',
  accent: '#1f5bbd',
  bad: '#b3261e',
  fontFamily: screenFont,
  fontSizePx: 12,
  widthPx: 760,
  animated: true,
};

export const darkLook: ChartLook = {
  ...lightLook,
  mode: 'dark',
  ink: '#e8edf4',
  inkSoft: '#b3bdca',
  line: '#303947',
  surface: '#181d25',
  sunken: '#232b36',
  accent: '#7fb0ff',
  bad: '#ff9b92',
};

/** For paper: white ground, the report's font, no motion. */
export const printLook: ChartLook = { ...lightLook, mode: 'print', fontFamily: 'Roboto, sans-serif', fontSizePx: 11, animated: false };
