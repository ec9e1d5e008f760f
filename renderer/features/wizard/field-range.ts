/** The range of a field, from the schema of scenarios: the page never states limits of its own. */
import { formatParameter } from '../../../shared/number-format.ts';
import { schemaNodeAt } from '../../../shared/scenario/json-schema.ts';
import { useTexts } from '../../texts/texts.ts';

/** `1 to 512`, `more than 0, at most 1,000`; empty for a field that is no number, or that the draft's kinds do not have. */
export function rangeText(path: string, draft: unknown): string {
  const field = schemaNodeAt(path.split('.'), draft);
  const node = [field, ...(field?.anyOf ?? [])].find((part) => part?.type === 'number' || part?.type === 'integer');
  if (node?.maximum === undefined) return '';
  const { moreThan, atMost, between } = useTexts().value.wizard.range;
  const most = formatParameter(node.maximum);
  if (node.exclusiveMinimum !== undefined) return moreThan(formatParameter(node.exclusiveMinimum), most);
  return node.minimum === undefined ? atMost(most) : between(formatParameter(node.minimum), most);
}
