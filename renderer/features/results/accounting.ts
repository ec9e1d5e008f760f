/** Whether the frames of a point add up: in flight at the start + offered = delivered + lost + in flight at the end. */
import type { PointSummary } from '../../../shared/result/point-summary.ts';

export interface Account {
  /** `19,577 offered = 14,155 delivered + 0 lost + 5,422 in flight`. */
  readonly equation: string;
  readonly closes: boolean;
}

export function accountOf({ accounting }: PointSummary): Account {
  const { inFlightStart, offered, delivered, lost, inFlightEnd } = accounting;
  const frames = (count: number): string => count.toLocaleString('en-US');
  const before = inFlightStart > 0 ? `${frames(inFlightStart)} in flight before + ` : '';
  return {
    equation: `${before}${frames(offered)} offered = ${frames(delivered)} delivered + ${frames(lost)} lost + ${frames(inFlightEnd)} in flight`,
    closes: inFlightStart + offered === delivered + lost + inFlightEnd,
  };
}
