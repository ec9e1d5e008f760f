/** What the schema allows at a place of the scenario's text, in words, and what can be written there. */
import { fieldHelp } from '../../../shared/scenario/field-help.ts';
import { childValue, alternativeFor, schemaNodeAt, type SchemaNode } from '../../../shared/scenario/json-schema.ts';
import { describeNode } from '../../../shared/scenario/schema-problems.ts';
import { useTexts } from '../../texts/texts.ts';

export interface SchemaHelp {
  /** `flows.0.traffic.load`; empty for the scenario itself. */
  readonly path: string;
  /** "a number from 0 to 100". */
  readonly allowed: string;
  readonly description: string;
  /** As JSON, or empty. */
  readonly preset: string;
  /** Of an object: its fields, those that may be left out too. */
  readonly fields: readonly { readonly name: string; readonly description: string }[];
}

type Path = readonly (string | number)[];

/** Null where the schema knows no such place. */
export function schemaHelp(path: Path, draft: unknown): SchemaHelp | null {
  const node = schemaNodeAt(path, draft);
  if (!node) return null;
  return {
    path: path.join('.'),
    allowed: describeNode(node),
    description: fieldHelp(node),
    preset: isShort(node.default) ? JSON.stringify(node.default) : '',
    fields: Object.entries(propertiesOf(node, valueAt(draft, path))).map(([name, property]) => ({
      name,
      description: fieldHelp(property),
    })),
  };
}

export interface Suggestion {
  readonly label: string;
  /** What is written. */
  readonly text: string;
  readonly detail: string;
}

/** Fields that the object at the path may have and has not. */
export function fieldSuggestions(path: Path, draft: unknown, names: readonly string[]): readonly Suggestion[] {
  const node = schemaNodeAt(path, draft);
  if (!node) return [];
  return Object.entries(propertiesOf(node, valueAt(draft, path)))
    .filter(([name]) => !names.includes(name))
    .map(([name, property]) => ({ label: name, text: JSON.stringify(name), detail: fieldHelp(property) || describeNode(property) }));
}

/** Values that can be told in advance: words, numbers of a few, true and false, and the default. */
export function valueSuggestions(path: Path, draft: unknown): readonly Suggestion[] {
  const node = schemaNodeAt(path, draft);
  if (!node) return [];
  const parts = [node, ...(node.anyOf ?? [])];
  const values = parts.flatMap((part) => [
    ...(part.enum ?? []),
    ...(part.const === undefined ? [] : [part.const]),
    ...(part.type === 'boolean' ? [true, false] : []),
  ]);
  if (values.length === 0 && isShort(node.default)) values.push(node.default);
  return values.map((value) => {
    const text = JSON.stringify(value);
    return { label: text, text, detail: value === node.default ? useTexts().value.editor.help.isPreset : '' };
  });
}

/** Of alternatives those of the chosen one; before it is chosen, what tells them apart. */
function propertiesOf(node: SchemaNode, value: unknown): Readonly<Record<string, SchemaNode>> {
  const chosen = alternativeFor(node, value);
  if (chosen) return chosen.properties ?? {};
  const kinds = (node.oneOf ?? []).flatMap(({ properties }) => properties?.['kind']?.const ?? []);
  return { kind: { enum: kinds, description: useTexts().value.editor.oneOf(kinds.join(', ')) } };
}

function isShort(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function valueAt(draft: unknown, path: Path): unknown {
  return path.reduce<unknown>(childValue, draft);
}
