/** The wire's theoretical maximum: RFC 2544, appendix A. */
import type { PointSummary } from '../result/point-summary.ts';
import { meanFrameBytes } from '../scenario/frame-sizes.ts';
import type { Scenario } from '../scenario/schema.ts';
import { applySetting } from '../scenario/settings.ts';
import { framesOf } from '../scenario/traffic-frames.ts';
import { isOpenLoop } from '../scenario/traffic-loops.ts';

/** Preamble, start delimiter and inter-frame gap (IEEE 802.3), bytes. */
export const WIRE_OVERHEAD_BYTES = 20;

export interface WireLimit {
  readonly pps: number;
  /** Frame bits, without preamble and gap. */
  readonly bps: number;
}

/**
 * Most frames per second that all ports together carry in one direction at the settings of a point. Null where the wire sets no such limit: traffic
 * between VMs, closed loops, flows of different frame sizes, or flows both ways.
 */
export function wireLimit(scenario: Scenario, settings: PointSummary['settings'], lineRateGbps: number): WireLimit | null {
  const at = Object.entries(settings).reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
  const directions = new Set(at.flows.map(({ direction }) => direction));
  if (directions.has('vm-to-vm') || (directions.has('transmit') && directions.size > 1)) return null;
  const sizes = at.flows.map(({ traffic }) => (isOpenLoop(traffic) ? meanFrameBytes(framesOf(traffic)) : null));
  const [frameBytes] = sizes;
  if (frameBytes === undefined || frameBytes === null || sizes.some((size) => size !== frameBytes)) return null;
  const bitsPerSecond = (at.nic.lineRateGbps ?? lineRateGbps) * at.nic.ports * 1e9;
  const pps = bitsPerSecond / ((frameBytes + WIRE_OVERHEAD_BYTES) * 8);
  return { pps, bps: pps * frameBytes * 8 };
}
