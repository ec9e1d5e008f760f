/** What the microscope shows of a trace: its bars on the axis of time, and where the packet is at a step. */
import { formatFixed, formatNumber } from '../../../shared/number-format.ts';
import type { PacketTrace, TraceStep } from '../../../shared/result/packet-trace.ts';
import { stageName } from '../../../shared/simulated-names.ts';
import { formatTimeNs } from '../../../shared/units.ts';
import { useTexts } from '../../texts/texts.ts';

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
  return useTexts().value.microscope.step.title(
    stageName(step.stage),
    formatTimeNs(step.toNs - step.fromNs),
    formatTimeNs(step.fromNs - createdNs),
  );
}

/** `p99 of vhost-net: delivered after 97.1 µs`. */
export function traceSentence({ technique, vm, bytes, outcome, latencyNs, quantile }: PacketTrace): string {
  return useTexts().value.microscope.way.sentence({
    technique,
    vm,
    bytes: formatNumber(bytes),
    outcome,
    latency: formatTimeNs(latencyNs),
    noSlower: quantile === null ? null : formatFixed(100 * quantile, quantile > 0.995 ? 2 : 1),
  });
}
