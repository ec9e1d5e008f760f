/** The values that a slider of a number goes through: those of the schema, or the part of them that is of use. */
import type { SchemaNode } from '../../../shared/scenario/json-schema.ts';
import type { SliderScale } from '../../ui/index.ts';

/** Decades above the reference that a slider reaches. */
const REACH = 100;
/** Whole numbers up to here are spaced evenly. */
const FEW = 32;

/** `reference`: a usual value, such as the default. Null for a number without a range, or without a measure of what is usual. */
export function sliderRange(node: SchemaNode, reference: number | undefined): SliderScale | null {
  const number = [node, ...(node.anyOf ?? [])].find(({ type }) => type === 'number' || type === 'integer');
  if (number?.maximum === undefined) return null;
  const whole = number.type === 'integer';
  const low = number.minimum ?? number.exclusiveMinimum ?? 0;
  const usual = reference === undefined || reference <= 0 ? (whole ? 1 : undefined) : reference;
  if (usual === undefined) return null;
  const high = Math.min(number.maximum, Math.max(REACH * usual, REACH * Math.max(low, whole ? 1 : 0)));
  const isNarrow = high - low <= (whole ? FEW : 4 * usual);
  return { low, high, unit: isNarrow ? null : whole ? Math.max(1, low) : usual / REACH, whole };
}
