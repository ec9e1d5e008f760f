/** Keys of the fields of a scenario, by which a language has titles for them. */
import { schemaParts } from './schema-parts.ts';
import type { ScenarioInput } from './schema.ts';

/** Every key that the schema knows; names of costs, which a scenario maps to values, are none. */
export type FieldKey = KeyIn<ScenarioInput>;

type KeyIn<Part> = Part extends readonly (infer Item)[]
  ? KeyIn<Item>
  : Part extends object
    ? { [Key in keyof Part & string]-?: (string extends Key ? never : Key) | KeyIn<Part[Key]> }[keyof Part & string]
    : never;

let known: ReadonlySet<string> | undefined;

export function isFieldKey(key: string): key is FieldKey {
  known ??= new Set([...schemaParts()].flatMap(({ node }) => Object.keys(node.properties ?? {})));
  return known.has(key);
}
