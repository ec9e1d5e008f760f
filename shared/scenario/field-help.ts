/** What the schema says of a field, in the language of who reads it. */
import { words } from '../texts/words.ts';
import type { SchemaNode } from './json-schema.ts';
import { schemaParts } from './schema-parts.ts';

let paths: ReadonlyMap<SchemaNode, string> | undefined;

/** Empty: it says nothing. What is no part of the schema of a scenario is described in its own words. */
export function fieldHelp(node: SchemaNode): string {
  paths ??= new Map([...schemaParts()].map((part) => [part.node, part.path]));
  const { description = '' } = node;
  const path = paths.get(node);
  return path === undefined || description === '' ? description : words().fields.help(path, description);
}
