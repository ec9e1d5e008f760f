/**
 * The logical structure of a report (ISO 32000-1, 14.8): what a screen reader goes through, beside what is drawn. Blocks say which element they are; where they
 * say nothing, it follows from what they are to pdfmake: a text is a paragraph, a table a table.
 */

/** Standard structure types (ISO 32000-1, 14.8.4) that reports use. */
export type StructureRole =
  | 'Document'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Caption'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'TOC'
  | 'TOCI'
  | 'Link'
  | 'Figure';

export interface Structure {
  readonly role: StructureRole;
  /** Of a figure, for those who do not see it. */
  readonly alt?: string;
  /** Of a head cell: what it is the head of. */
  readonly scope?: 'Column' | 'Row';
}

/** An element of the tree, with the elements in it. What is drawn of it is found through the lines and drawings that point to it. */
export interface StructureElement extends Structure {
  readonly children: StructureElement[];
}

export function structureElement(structure: Structure): StructureElement {
  return { ...structure, children: [] };
}

/** A block of a document that says which element it is. */
export function structured<Block extends object>(block: Block, structure: Structure): Block & { readonly structure: Structure } {
  return { ...block, structure };
}
