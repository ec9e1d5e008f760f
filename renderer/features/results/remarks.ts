/** Remarks that differ in their numbers only, as one. The lab writes them, with numbers the English way. */
import { formatNumber, inEnglish } from '../../../shared/number-format.ts';

export interface GatheredRemark {
  /** With a range in the place of a number that differs: "rests on 3,000 to 9,000 samples". */
  readonly text: string;
  /** Positions of its remarks. */
  readonly members: readonly number[];
}

/** A number of a sentence: not part of a word such as p99.9. */
const NUMBER = /(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|\.\d)/g;

export function gatherRemarks(remarks: readonly string[]): readonly GatheredRemark[] {
  const indexed = remarks.map((remark, index) => ({ remark, index }));
  const groups = Map.groupBy(indexed, ({ remark }) => remark.replace(NUMBER, '#'));
  return [...groups.values()].map((group) => ({
    text: rangedText(group.map(({ remark }) => remark)),
    members: group.map(({ index }) => index),
  }));
}

function rangedText([first = '', ...others]: readonly string[]): string {
  const numbers = [first, ...others].map((remark) => (remark.match(NUMBER) ?? []).map((number) => Number(number.replaceAll(',', ''))));
  let position = 0;
  return first.replace(NUMBER, (text) => {
    const values = numbers.flatMap((list) => list[position] ?? []);
    position++;
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? text : inEnglish(() => `${formatNumber(least)} to ${formatNumber(most)}`);
  });
}
