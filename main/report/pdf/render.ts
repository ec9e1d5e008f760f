/** Sets a document with pdfmake, as a tagged PDF: nothing is fetched, and no file is read but the fonts. */
import type { Content, DynamicContent, StyleDictionary } from 'pdfmake/interfaces.js';
import { fontFiles } from './fonts.ts';
import { colours, pageHeight, pageMargins, pageWidth, styles, typePt } from './theme.ts';
import { PdfDocument, SvgMeasure, tableLayouts } from './typesetting/pdfmake-parts.ts';
import { TaggedLayout } from './typesetting/tagged-layout.ts';
import { TaggedRenderer } from './typesetting/tagged-renderer.ts';

export interface ReportDocument {
  readonly content: readonly Content[];
  readonly header: DynamicContent;
  readonly footer: DynamicContent;
  readonly title: string;
  readonly subject: string;
  /** The application and its version. */
  readonly creator: string;
  /** Part of the bytes: the date of what is reported, so that the same report is the same file. */
  readonly createdAt: Date;
}

const fontPaths = new Set(Object.values(fontFiles).flatMap((font) => Object.values(font)));
const defaultStyle: StyleDictionary[string] = { font: 'Roboto', fontSize: typePt.body, lineHeight: 1.25, color: colours.ink };

export async function renderPdf({ content, header, footer, title, subject, creator, createdAt }: ReportDocument): Promise<Uint8Array> {
  const size = { width: pageWidth, height: pageHeight };
  const document = new PdfDocument(
    fontFiles,
    {},
    {},
    {},
    {
      size: [size.width, size.height],
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en',
      displayTitle: true,
      autoFirstPage: false,
      font: null,
      info: { Title: title, Author: 'IOVLab', Subject: subject, Creator: creator, Producer: 'pdfmake', CreationDate: createdAt },
    },
    null,
    (path) => fontPaths.has(path),
  );
  const layout = new TaggedLayout(size, pageMargins, new SvgMeasure());
  layout.registerTableLayouts(tableLayouts);
  const pages = layout.layoutDocument([...content], document, styles, defaultStyle, undefined, header, footer);
  new TaggedRenderer(document, layout.document).renderPages(pages);
  document.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}
