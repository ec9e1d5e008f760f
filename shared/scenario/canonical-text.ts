/**
 * A scenario as the one text that it has in a version control system: fields in the order of the schema, costs, sources and changes of profiles by name, one value a line, and defaults
 * left out, so that a difference between two files is a difference between two scenarios. Format and version are always written: a later version of the
 * application reads from them what the defaults were.
 */
import { scenarioSchema, type Scenario } from './schema.ts';

const ALWAYS_WRITTEN = new Set(['format', 'version', 'name']);

/** The same for all scenarios with the same content, whatever the order and the completeness of what they were read from. */
export function canonicalText(scenario: Scenario): string {
  const full = inOrder(scenario);
  const wanted = JSON.stringify(full);
  const short = JSON.parse(wanted) as Tree;
  leaveOutDefaults(short, (key) => !ALWAYS_WRITTEN.has(key), short, wanted);
  return `${JSON.stringify(short, null, 2)}\n`;
}

type Tree = Record<string, unknown>;

/** What parsing gives has the order of the schema, but for names that the schema does not know. */
function inOrder(scenario: Scenario): Scenario {
  const parsed = scenarioSchema.parse(scenario);
  const { costs, sources, profiles } = parsed;
  return {
    ...parsed,
    costs: byName(costs),
    ...(sources && { sources: byName(sources) }),
    ...(profiles && { profiles: profiles.map((profile) => ({ ...profile, changes: byName(profile.changes) })) }),
  };
}

function byName<Value>(entries: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A field is left out when the scenario is the same without it: as a whole, else in its parts. */
function leaveOutDefaults(node: unknown, mayGo: (key: string) => boolean, root: Tree, wanted: string): void {
  if (typeof node !== 'object' || node === null) return;
  const fields = node as Tree;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (!Array.isArray(node) && mayGo(key)) {
      const before = { ...fields };
      delete fields[key];
      if (isSame(root, wanted)) continue;
      // Deleting and setting a field again would put it last.
      for (const other of Object.keys(fields)) delete fields[other];
      Object.assign(fields, before);
    }
    leaveOutDefaults(value, () => true, root, wanted);
  }
}

function isSame(root: Tree, wanted: string): boolean {
  const parsed = scenarioSchema.safeParse(root);
  return parsed.success && JSON.stringify(parsed.data) === wanted;
}
