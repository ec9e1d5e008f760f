/** Every field that a scenario has, with its schema: what a form of all fields is made of. */
import { alternativeFor, childValue, scenarioJsonSchema, type SchemaNode } from './json-schema.ts';

export type FieldKind =
  /** One of the words or numbers of `choices`. */
  | 'choice'
  /** A number; a word of `choices` may stand in its place. */
  | 'number'
  | 'switch'
  | 'text'
  /** Numbers and words in a row. */
  | 'list';

export interface SchemaField {
  readonly path: string;
  readonly kind: FieldKind;
  readonly node: SchemaNode;
  readonly choices: readonly (string | number)[];
  /** May be left out, and then has no value of its own in the schema. */
  readonly optional: boolean;
}

/** The fields of a document, valid or not, in the order of the schema: of a list each item's, of alternatives those of the chosen one. */
export function schemaFields(document: unknown, schema: SchemaNode = scenarioJsonSchema()): readonly SchemaField[] {
  return [...fieldsOf(schema, document, '', false)];
}

function* fieldsOf(node: SchemaNode, value: unknown, path: string, optional: boolean): Generator<SchemaField> {
  if (node.oneOf) {
    // The kind of what is left out stands for the whole: it can be chosen all the same.
    const choices = node.oneOf.flatMap(({ properties }) => properties?.['kind']?.const ?? []);
    yield { path: `${path}.kind`, kind: 'choice', node, choices, optional };
    const chosen = alternativeFor(node, value);
    if (chosen) yield* fieldsOf(chosen, value, path, false);
  } else if (node.properties) {
    if (optional && value === undefined) return;
    for (const [key, child] of Object.entries(node.properties))
      yield* fieldsOf(child, childValue(value, key), path === '' ? key : `${path}.${key}`, isOptional(node, key, child));
  } else if (node.items && isComposite(node.items)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    for (const [index, item] of items.entries()) yield* fieldsOf(node.items, item, `${path}.${index}`, false);
  } else {
    const leaf = leafOf(node);
    if (leaf) yield { path, ...leaf, node, optional };
  }
}

function isOptional({ required = [] }: SchemaNode, key: string, child: SchemaNode): boolean {
  return !required.includes(key) && child.default === undefined;
}

function isComposite({ properties, oneOf }: SchemaNode): boolean {
  return properties !== undefined || oneOf !== undefined;
}

/** Null for constants, which nobody chooses, and for maps. */
function leafOf(node: SchemaNode): Pick<SchemaField, 'kind' | 'choices'> | null {
  if (node.const !== undefined || node.additionalProperties !== undefined) return null;
  if (node.items) return { kind: 'list', choices: [] };
  const words = wordsOf(node);
  const parts = [node, ...(node.anyOf ?? [])];
  if (parts.some(({ type, enum: values, const: value }) => isNumeric(type) && values === undefined && value === undefined))
    return { kind: 'number', choices: words };
  if (words.length > 0) return { kind: 'choice', choices: words };
  return { kind: node.type === 'boolean' ? 'switch' : 'text', choices: [] };
}

function wordsOf({ enum: values = [], anyOf = [] }: SchemaNode): readonly (string | number)[] {
  return [...values, ...anyOf.flatMap((part) => part.const ?? part.enum ?? [])];
}

function isNumeric(type: string | undefined): boolean {
  return type === 'number' || type === 'integer';
}
