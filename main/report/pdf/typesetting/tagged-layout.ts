/** pdfmake's layout, which builds the logical structure of the document while it sets it: each line and drawing points to its element. */
import { LayoutBuilder, type LayoutLine, type LayoutNode, type LayoutRow } from './pdfmake-parts.ts';
import { structureElement, type Structure, type StructureElement } from './structure.ts';

export class TaggedLayout extends LayoutBuilder {
  readonly document: StructureElement = structureElement({ role: 'Document' });
  /** The element that what is set now belongs to; null: running heads and feet, which are not part of the text. */
  private current: StructureElement | null = this.document;
  private readonly cells = new Map<LayoutNode, Structure>();
  private chapters = 0;

  override addHeadersAndFooters(header: unknown, footer: unknown): void {
    this.current = null;
    super.addHeadersAndFooters(header, footer);
  }

  override processNode(node: LayoutNode, isVerticalAlignmentAllowed = false): void {
    const structure = this.cells.get(node) ?? node.structure ?? impliedStructure(node);
    for (const item of node.ul ?? []) this.cells.set(item, { role: 'LI' });
    if (node.toc?._table) this.cells.set(node.toc._table, { role: 'TOC' });
    if (structure?.role === 'H1' || structure?.role === 'H2') this.addBookmark(node, structure.role);
    this.within(structure, () => {
      if (node.svg !== undefined && this.current) node.element = this.current;
      super.processNode(node, isVerticalAlignmentAllowed);
    });
  }

  override processRow(row: LayoutRow): unknown {
    const { cells, tableNode, rowIndex = 0 } = row;
    const table = this.current;
    if (!tableNode || !table) return super.processRow(row);
    const [first] = cells;
    if (table.role === 'TOC') {
      for (const cell of cells) this.cells.set(cell, { role: 'Link' });
      return this.asRow({ role: 'TOCI' }, row);
    }
    // The title in the head of a table, repeated on each page, is a heading of what follows and no row.
    if (table.role !== 'Table' || first?.structure?.role === 'H2') return super.processRow(row);
    const isHead = rowIndex < (tableNode.table?.headerRows ?? 0);
    for (const cell of cells) {
      if (cell._span) continue;
      this.cells.set(cell, isHead ? { role: 'TH', scope: 'Column' } : (cell.structure ?? { role: 'TD' }));
    }
    return this.asRow({ role: 'TR' }, row);
  }

  override buildNextLine(node: LayoutNode): LayoutLine | null {
    const line = super.buildNextLine(node);
    if (line && this.current) line.element = this.current;
    return line;
  }

  private asRow(structure: Structure, row: LayoutRow): unknown {
    let laidOut: unknown;
    this.within(structure, () => {
      laidOut = super.processRow(row);
    });
    return laidOut;
  }

  private within(structure: Structure | null, set: () => void): void {
    const outer = this.current;
    if (structure && outer) this.current = this.open(structure, outer);
    set();
    this.current = outer;
  }

  /** Adds an element: into the one that is open, or, of the title of a table, before the table. */
  private open(structure: Structure, outer: StructureElement): StructureElement {
    const element = structureElement(structure);
    if (structure.role === 'LI') {
      const body = structureElement({ role: 'LBody' });
      outer.children.push({ ...element, children: [body] });
      return body;
    }
    const parent = structure.role === 'H2' && outer.role === 'Table' ? this.parentOf(outer) : outer;
    if (parent === outer) parent.children.push(element);
    else parent.children.splice(parent.children.indexOf(outer), 0, element);
    return element;
  }

  private parentOf(element: StructureElement, within: StructureElement = this.document): StructureElement {
    const inside = within.children.at(-1);
    if (!inside || within.children.includes(element)) return within;
    return this.parentOf(element, inside);
  }

  /** Chapters, and the headings in them, are the bookmarks that a viewer shows beside the pages. */
  private addBookmark(node: LayoutNode, role: 'H1' | 'H2'): void {
    if (role === 'H1') {
      this.chapters += 1;
      node.id = chapterId(this.chapters);
    } else if (this.chapters > 0) node.outlineParentId = chapterId(this.chapters);
    node.outline = true;
    node.outlineText = textOf(node);
  }
}

function chapterId(number: number): string {
  return `chapter-${number}`;
}

function textOf({ text = '' }: LayoutNode): string {
  return typeof text === 'string' ? text : text.map((run) => run.text).join('');
}

function impliedStructure(node: LayoutNode): Structure | null {
  if (node.table) return { role: 'Table' };
  if (node.ul) return { role: 'L' };
  return node.text === undefined ? null : { role: 'P' };
}
