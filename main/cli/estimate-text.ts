/** What a run will take, in a sentence. */
import type { RunEstimate } from '../../shared/contract/endpoints.ts';
import { digits } from '../../shared/units.ts';
import { duration } from './progress-bar.ts';

/** @param reuses whether simulations may be kept from before, which then take no time */
export function estimateText({ points, simulations, frames, seconds }: RunEstimate, reuses: boolean): string {
  const rounded = seconds < 100 ? seconds : Number(seconds.toPrecision(2));
  const size = `${digits(points)} points, ${digits(simulations)} simulations, about ${digits(Number(frames.toPrecision(2)))} frames`;
  return `${size}: about ${duration(rounded)} on this machine${reuses ? ', less where simulations are kept from before' : ''}.`;
}
