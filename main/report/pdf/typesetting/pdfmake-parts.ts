/** The parts of pdfmake that tagging reaches into, with types: it ships none for them, and offers no hook of its own for the structure of a document. */
import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Structure, StructureElement, StructureRole } from './structure.ts';

/** A node of a document as the layout goes through it. */
export interface LayoutNode {
  readonly structure?: Structure;
  readonly text?: string | readonly { readonly text: string }[];
  readonly ul?: readonly LayoutNode[];
  readonly svg?: string;
  readonly toc?: { readonly _table?: LayoutNode };
  readonly table?: { readonly headerRows?: number };
  /** Where another cell reaches over. */
  readonly _span?: boolean;
  id?: string;
  outline?: boolean;
  outlineText?: string;
  outlineParentId?: string;
  /** Of a drawing: set by the layout, read when it is drawn. */
  element?: StructureElement;
}

export interface LayoutLine {
  /** The same in every copy of a line, such as a head of a table that is repeated on each page. */
  readonly inlines: readonly object[];
  element?: StructureElement;
  id?: string;
  _outline?: object | undefined;
}

export interface LayoutRow {
  readonly cells: readonly LayoutNode[];
  readonly tableNode?: LayoutNode;
  readonly rowIndex?: number;
}

/** What a layout gives and a renderer takes. */
interface LaidOutPages {
  readonly length: number;
}

export interface LayoutBuilder {
  registerTableLayouts(layouts: object): void;
  layoutDocument(
    content: object,
    document: PdfDocument,
    styles: object,
    defaultStyle: object,
    background: undefined,
    header: TDocumentDefinitions['header'],
    footer: TDocumentDefinitions['footer'],
  ): LaidOutPages;
  addHeadersAndFooters(header: unknown, footer: unknown): void;
  processNode(node: LayoutNode, isVerticalAlignmentAllowed?: boolean): void;
  processRow(row: LayoutRow): unknown;
  buildNextLine(node: LayoutNode): LayoutLine | null;
}

export interface Renderer {
  readonly pdfDocument: PdfDocument;
  renderPages(pages: LaidOutPages): void;
  renderLine(line: LayoutLine, x: number, y: number): void;
  renderVector(vector: object): void;
  renderSVG(svg: LayoutNode): void;
}

/** An element of pdfkit's structure tree. */
export interface PdfElement {
  add(child: PdfElement | PdfContent): PdfElement;
}

/** A marked sequence of a page's content. */
export interface PdfContent {
  readonly refs: readonly unknown[];
}

export interface PdfDocument extends NodeJS.ReadableStream {
  struct(type: StructureRole, options: { readonly alt?: string; readonly scope?: string }): PdfElement;
  addStructure(element: PdfElement): void;
  markStructureContent(type: StructureRole): PdfContent;
  markContent(type: 'Artifact'): void;
  endMarkedContent(): void;
  /** What links are added to that are drawn now. */
  _currentStructureElement: PdfElement | null;
  end(): void;
}

interface Parts {
  readonly LayoutBuilder: new (pageSize: object, pageMargins: object, svgMeasure: object) => LayoutBuilder;
  readonly Renderer: new (document: PdfDocument) => Renderer;
  readonly SVGMeasure: new () => object;
  readonly PDFDocument: new (
    fonts: object,
    images: object,
    patterns: object,
    attachments: object,
    options: object,
    virtualFiles: null,
    localAccessPolicy: (path: string) => boolean,
  ) => PdfDocument;
}

const require = createRequire(import.meta.url);

function part<Name extends keyof Parts>(name: Name): Parts[Name] {
  return (require(`pdfmake/js/${name}.js`) as { readonly default: Parts[Name] }).default;
}

export const LayoutBuilder = part('LayoutBuilder');
export const Renderer = part('Renderer');
export const SvgMeasure = part('SVGMeasure');
export const PdfDocument = part('PDFDocument');
export const { tableLayouts } = require('pdfmake/js/tableLayouts.js') as { readonly tableLayouts: object };
