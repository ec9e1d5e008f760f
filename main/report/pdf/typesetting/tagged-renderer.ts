/** pdfmake's renderer, which marks what it draws: as content of an element of the structure, or as an artifact, such as rules, running heads and repeated table heads. */
import { Renderer, type LayoutLine, type LayoutNode, type PdfDocument, type PdfElement } from './pdfmake-parts.ts';
import type { StructureElement } from './structure.ts';

export class TaggedRenderer extends Renderer {
  /** The whole tree is there before anything is drawn, in the order of reading, whatever the order of drawing. */
  private readonly elements = new Map<StructureElement, PdfElement>();
  private readonly drawn = new Set<LayoutLine['inlines']>();

  constructor(document: PdfDocument, structure: StructureElement) {
    super(document);
    document.addStructure(this.elementOf(structure));
  }

  override renderLine(line: LayoutLine, x: number, y: number): void {
    const isRepeated = this.drawn.has(line.inlines);
    this.drawn.add(line.inlines);
    if (isRepeated) {
      line._outline = undefined;
      delete line.id;
    }
    this.mark(isRepeated ? undefined : line.element, () => super.renderLine(line, x, y));
  }

  override renderVector(vector: object): void {
    this.mark(undefined, () => super.renderVector(vector));
  }

  override renderSVG(svg: LayoutNode): void {
    this.mark(svg.element, () => super.renderSVG(svg));
  }

  private mark(element: StructureElement | undefined, draw: () => void): void {
    const document = this.pdfDocument;
    const own = element && this.elements.get(element);
    if (element && own) own.add(document.markStructureContent(element.role));
    else document.markContent('Artifact');
    document._currentStructureElement = own ?? null;
    draw();
    document._currentStructureElement = null;
    document.endMarkedContent();
  }

  /** The whole tree is there before anything is drawn, in the order of reading, whatever the order of drawing. */
  private elementOf(element: StructureElement): PdfElement {
    const { role, children, alt, scope } = element;
    const own = this.pdfDocument.struct(role, { ...(alt === undefined ? {} : { alt }), ...(scope === undefined ? {} : { scope }) });
    for (const child of children) own.add(this.elementOf(child));
    this.elements.set(element, own);
    return own;
  }
}
