/** What the microscope shows of a trace: its bars on the axis of time, and where the packet is at a step. */
import type { PacketTrace, TraceStep } from '../../../shared/result/packet-trace.ts';
import { formatTimeNs } from '../../../shared/units.ts';

export interface StepBar {
  readonly step: TraceStep;
  readonly index: number;
  readonly x: number;
  readonly width: number;
}

/** Bars on an axis of the given width for so much time; a step too short to see keeps a hair. */
export function stepBars({ steps, createdNs }: PacketTrace, wholeNs: number, width: number): readonly StepBar[] {
  if (wholeNs <= 0) return [];
  return steps.map((step, index) => ({
    step,
    index,
    x: ((step.fromNs - createdNs) / wholeNs) * width,
    width: Math.max(1, ((step.toNs - step.fromNs) / wholeNs) * width),
  }));
}

/** `NIC receive ring: 49.2 µs at 3.68 µs`. */
export function stepTitle(step: TraceStep, createdNs: number): string {
  return `${step.stage}: ${formatTimeNs(step.toNs - step.fromNs)}, from ${formatTimeNs(step.fromNs - createdNs)} on`;
}

/** `p99 of vhost-net: delivered after 97.1 µs`. */
export function traceSentence({ technique, vm, bytes, outcome, latencyNs, quantile }: PacketTrace): string {
  const share = quantile === null ? '' : `; ${(100 * quantile).toFixed(quantile > 0.995 ? 2 : 1)} % of the packets were no slower`;
  return `${technique}, ${vm}: a packet of ${bytes.toLocaleString('en-US')} bytes, ${outcome} after ${formatTimeNs(latencyNs)}${share}.`;
}
