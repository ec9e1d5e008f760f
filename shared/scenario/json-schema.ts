/** The scenario's JSON Schema: published for editors, and walked by the checker to name what is allowed at a place. */
import { z } from 'zod';
import { scenarioSchema } from './schema.ts';

/** The part of JSON Schema that the scenario uses. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

let cached: SchemaNode | undefined;

/** JSON Schema (draft 2020-12) of a scenario as written by a person: defaults may be left out. */
export function scenarioJsonSchema(): SchemaNode {
  cached ??= z.toJSONSchema(scenarioSchema, { io: 'input' }) as SchemaNode;
  return cached;
}

/** The schema at a path of `input`; alternatives are told apart by their constant field (`kind`) in the input. */
export function schemaNodeAt(path: readonly PropertyKey[], input: unknown, root = scenarioJsonSchema()): SchemaNode | undefined {
  let node: SchemaNode | undefined = alternativeFor(root, input);
  let value = input;
  for (const [depth, key] of path.entries()) {
    if (!node) return undefined;
    node = childNode(node, key);
    value = childValue(value, key);
    if (node && depth < path.length - 1) node = alternativeFor(node, value);
  }
  return node;
}

/** The alternative whose constants the value has; the node itself when it has no alternatives. */
export function alternativeFor(node: SchemaNode, value: unknown): SchemaNode | undefined {
  if (!node.oneOf) return node;
  return node.oneOf.find(({ properties }) =>
    Object.entries(properties ?? {}).every(([key, property]) => property.const === undefined || childValue(value, key) === property.const),
  );
}

export function childNode(node: SchemaNode, key: PropertyKey): SchemaNode | undefined {
  if (node.items) return node.items;
  const name = String(key);
  if (node.properties && Object.hasOwn(node.properties, name)) return node.properties[name];
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

/** An own property of a plain value; anything else is undefined. */
export function childValue(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}
