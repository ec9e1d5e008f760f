/** The schema of a scenario taken apart. */
import { scenarioJsonSchema, type SchemaNode } from './json-schema.ts';

export interface SchemaPart {
  /** `vms.*.count`; of alternatives by their kind: `flows.*.traffic.poisson.load`. Empty for the scenario itself. */
  readonly path: string;
  readonly node: SchemaNode;
}

/** Every part, each before its own parts. */
export function* schemaParts(node: SchemaNode = scenarioJsonSchema(), path = ''): Generator<SchemaPart, undefined> {
  yield { path, node };
  const inside = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const [key, child] of Object.entries(node.properties ?? {})) yield* schemaParts(child, inside(key));
  for (const child of [node.items, node.additionalProperties]) if (typeof child === 'object') yield* schemaParts(child, inside('*'));
  for (const child of node.oneOf ?? []) yield* schemaParts(child, inside(String(child.properties?.['kind']?.const ?? '')));
  for (const child of node.anyOf ?? []) yield* schemaParts(child, path);
}
