/** Whether the frames of a point add up: in flight at the start + offered = delivered + lost + in flight at the end. */
import { formatNumber } from '../../../shared/number-format.ts';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import { useTexts } from '../../texts/texts.ts';

export interface Account {
  /** `19,577 offered = 14,155 delivered + 0 lost + 5,422 in flight`. */
  readonly equation: string;
  readonly closes: boolean;
}

export function accountOf({ accounting }: PointSummary): Account {
  const { inFlightStart, offered, delivered, lost, inFlightEnd } = accounting;
  const frames = (count: number): string => formatNumber(count);
  const { equation, equationAfter } = useTexts().value.results.trust.accounting;
  const from = equation(frames(offered), frames(delivered), frames(lost), frames(inFlightEnd));
  return {
    equation: inFlightStart > 0 ? equationAfter(frames(inFlightStart), from) : from,
    closes: inFlightStart + offered === delivered + lost + inFlightEnd,
  };
}
