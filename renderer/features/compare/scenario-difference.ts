/** Fields in which two scenarios differ, in words. */
import { differencesBetween } from '../../../shared/scenario/scenario-differences.ts';
import { useTexts } from '../../texts/texts.ts';
import { fieldName } from '../editor/field-words.ts';

export interface SettingDifference {
  readonly path: string;
  readonly title: string;
  readonly one: string;
  readonly other: string;
}

/** Of a recording, the beginning tells it from another. */
const LONGEST = 80;

/** Settings in which the scenarios differ, valid or not; with `words` also name and description. */
export function scenarioDifferences(
  one: unknown,
  other: unknown,
  options: { readonly words?: boolean } = {},
): readonly SettingDifference[] {
  return differencesBetween(one, other, options).map((difference) => {
    const { title, unit } = fieldName(difference.path, difference.other === undefined ? one : other);
    const text = (value: string | undefined) =>
      value === undefined ? useTexts().value.compare.scenarios.notSet : `${short(value)}${unit === '' ? '' : ` ${unit}`}`;
    return { path: difference.path, title, one: text(difference.one), other: text(difference.other) };
  });
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
