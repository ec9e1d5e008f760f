/** Measures, type and colours of the report. Lengths in pt. */
import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js';
import { widthInEm } from './fonts.ts';
import { printLook, type ChartLook } from '../../../shared/charts/chart-look.ts';

/** A4. */
export const pageWidth = 595.28;
export const pageHeight = 841.89;
export const pageMargins = { left: 56, top: 66, right: 56, bottom: 58 } as const;
export const contentWidth = pageWidth - pageMargins.left - pageMargins.right;

/** Of a page that lies across. */
export const contentWidthAcross = pageHeight - pageMargins.left - pageMargins.right;

/** Of drawings, in their own units: set smaller with the drawing. */
export const drawingType = { labelPx: 12, tinyPx: 11 } as const;

/** Charts are laid out in px and set at this scale: their 11 px become 8.25 pt. */
export const chartScale = 0.75;
export const chartLook: ChartLook = { ...printLook, widthPx: Math.floor(contentWidth / chartScale), textWidthInEm: widthInEm };

export const colours = {
  ink: printLook.ink,
  soft: printLook.inkSoft,
  line: printLook.line,
  sunken: printLook.sunken,
  accent: printLook.accent,
  bad: printLook.bad,
} as const;

/** Sizes of type, pt: nothing in the report has another. */
export const typePt = {
  display: 23,
  title: 16,
  heading: 11.5,
  lead: 10.5,
  body: 9.5,
  label: 9,
  small: 8.25,
  table: 7.75,
  tableNote: 7.25,
  interval: 6.5,
} as const;

export const styles: StyleDictionary = {
  product: { fontSize: typePt.label, bold: true, color: colours.accent, characterSpacing: 0.6 },
  title: { fontSize: typePt.display, bold: true, lineHeight: 1.15, margin: [0, 4, 0, 8] },
  lead: { fontSize: typePt.lead, color: colours.soft, margin: [0, 0, 0, 14] },
  chapter: { fontSize: typePt.title, bold: true, margin: [0, 0, 0, 10] },
  section: { fontSize: typePt.heading, bold: true, margin: [0, 12, 0, 5] },
  body: { margin: [0, 0, 0, 6] },
  caption: { fontSize: typePt.small, color: colours.soft, margin: [0, 3, 0, 0] },
  note: { fontSize: typePt.small, color: colours.soft, margin: [0, 2, 0, 0] },
  table: { fontSize: typePt.table, lineHeight: 1.15 },
  tableHead: { bold: true, color: colours.soft },
  running: { fontSize: typePt.table, color: colours.soft },
};

/** Hairlines between rows, a firmer one under the head, none at the sides. */
export const rowLines: CustomTableLayout = {
  hLineWidth: (line, { table }) => {
    const heads = table.headerRows ?? 0;
    if (line === heads || line === table.body.length) return line === 0 ? 0 : 0.9;
    return line < heads ? 0 : 0.4;
  },
  vLineWidth: () => 0,
  hLineColor: (line, { table }) => (line === (table.headerRows ?? 0) || line === table.body.length ? colours.soft : colours.line),
  paddingLeft: (column) => (column === 0 ? 0 : 4),
  paddingRight: (column, { table }) => (column === (table.widths?.length ?? 0) - 1 ? 0 : 4),
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

/** A quiet box. */
export const box: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: (line) => (line === 0 ? 2.5 : 0),
  vLineColor: () => colours.accent,
  fillColor: () => colours.sunken,
  paddingLeft: () => 12,
  paddingRight: () => 12,
  paddingTop: () => 9,
  paddingBottom: () => 9,
};
