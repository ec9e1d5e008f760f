/** The range of a field, from the schema of scenarios: the page never states limits of its own. */
import { schemaNodeAt } from '../../../shared/scenario/json-schema.ts';

/** `1 to 512`, `more than 0, at most 1,000`; empty for a field that is no number, or that the draft's kinds do not have. */
export function rangeText(path: string, draft: unknown): string {
  const field = schemaNodeAt(path.split('.'), draft);
  const node = [field, ...(field?.anyOf ?? [])].find((part) => part?.type === 'number' || part?.type === 'integer');
  if (node?.maximum === undefined) return '';
  if (node.exclusiveMinimum !== undefined) return `more than ${number(node.exclusiveMinimum)}, at most ${number(node.maximum)}`;
  return node.minimum === undefined ? `at most ${number(node.maximum)}` : `${number(node.minimum)} to ${number(node.maximum)}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
