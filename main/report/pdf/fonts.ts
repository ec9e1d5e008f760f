/** The fonts that reports embed: Roboto, and DejaVu Sans for what Roboto lacks (arrows, symbols, further scripts). */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TFontDictionary } from 'pdfmake/interfaces.js';

/** The part of fontkit that is used; it ships no types. */
interface FontFile {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
}

export type FontName = 'Roboto' | 'DejaVu Sans';

const require = createRequire(import.meta.url);
const robotoFolder = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const dejavuFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

export const fontFiles: TFontDictionary = {
  Roboto: {
    normal: join(robotoFolder, 'Roboto-Regular.ttf'),
    bold: join(robotoFolder, 'Roboto-Medium.ttf'),
    italics: join(robotoFolder, 'Roboto-Italic.ttf'),
    bolditalics: join(robotoFolder, 'Roboto-MediumItalic.ttf'),
  },
  'DejaVu Sans': {
    normal: join(dejavuFolder, 'DejaVuSans.ttf'),
    bold: join(dejavuFolder, 'DejaVuSans-Bold.ttf'),
    italics: join(dejavuFolder, 'DejaVuSans-Oblique.ttf'),
    bolditalics: join(dejavuFolder, 'DejaVuSans-BoldOblique.ttf'),
  },
};

const opened = new Map<FontName, FontFile>();

function fontFile(name: FontName): FontFile {
  const known = opened.get(name);
  if (known) return known;
  const fontkit = require('fontkit') as { openSync(path: string): FontFile };
  const font = fontkit.openSync(
    join(name === 'Roboto' ? robotoFolder : dejavuFolder, name === 'Roboto' ? 'Roboto-Regular.ttf' : 'DejaVuSans.ttf'),
  );
  opened.set(name, font);
  return font;
}

/** The first font that has the character, or null when none has it. */
export function fontOf(character: string): FontName | null {
  const codePoint = character.codePointAt(0) ?? 0;
  if (fontFile('Roboto').hasGlyphForCodePoint(codePoint)) return 'Roboto';
  return fontFile('DejaVu Sans').hasGlyphForCodePoint(codePoint) ? 'DejaVu Sans' : null;
}

/** The font of a text that is set in one font: the first that has all its characters that any font has. */
export function fontOfAll(text: string): FontName {
  return Array.from(text).some((character) => fontOf(character) === 'DejaVu Sans') ? 'DejaVu Sans' : 'Roboto';
}

/** Width of a text set in one line and one font, in parts of the font size. ECharts takes the width of an ideograph for the height of a line. */
export function widthInEm(text: string): number {
  const font = fontOfAll(text);
  let width = 0;
  for (const character of text) width += characterWidth(character, font);
  return width;
}

const characterWidths: Readonly<Record<FontName, Map<string, number>>> = { Roboto: new Map(), 'DejaVu Sans': new Map() };

function characterWidth(character: string, name: FontName): number {
  const known = characterWidths[name].get(character);
  if (known !== undefined) return known;
  const font = fontFile(name);
  const codePoint = character.codePointAt(0) ?? 0;
  const width = font.hasGlyphForCodePoint(codePoint) ? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm : 1;
  characterWidths[name].set(character, width);
  return width;
}
