/** Sets a document with pdfmake: nothing is fetched, and no file is read but the fonts. */
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fontFiles } from './fonts.ts';

const fontPaths = new Set(Object.values(fontFiles).flatMap((font) => Object.values(font)));

pdfmake.setFonts(fontFiles);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontPaths.has(path));

export async function renderPdf(document: TDocumentDefinitions): Promise<Uint8Array> {
  const bytes: Uint8Array = await pdfmake.createPdf(document).getBuffer();
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
