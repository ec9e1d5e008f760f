/** Which frames of a capture belong to which VM: by an address or a VLAN that they have in common, the largest first and all others together. */
import type { CaptureOptions } from '../../shared/capture/proposal.ts';
import type { CaptureMapping } from '../../shared/scenario/named-capture.ts';
import type { Capture, CapturedFlow } from './capture.ts';

export interface MappedFrames {
  /** What they have in common, or "others". */
  readonly label: string;
  /** Numbers of the frames in the capture. */
  readonly frames: Uint32Array;
}

export const OTHERS = 'others';

/** @param count frames of the capture to look at, from the first on */
export function mapFrames(
  { flows, flowOf }: Capture,
  { by, vmsAre, vms }: Pick<CaptureOptions, 'by' | 'vmsAre' | 'vms'>,
  count: number,
): MappedFrames[] {
  const labels = flows.map((flow) => labelOf(flow, by, vmsAre === 'receivers'));
  const frames = new Map<string, number>();
  for (const flow of flowOf.subarray(0, count)) add(frames, labels[flow] ?? OTHERS);
  const largest = [...frames].toSorted(([, one], [, other]) => other - one).map(([label]) => label);
  // A single one more needs no group of its own name.
  const kept = new Set(largest.length === vms + 1 ? largest : largest.slice(0, vms));
  const members = new Map<string, number[]>([...kept, ...(kept.size < largest.length ? [OTHERS] : [])].map((label) => [label, []]));
  for (const [frame, flow] of flowOf.subarray(0, count).entries()) {
    const label = labels[flow] ?? OTHERS;
    members.get(kept.has(label) ? label : OTHERS)?.push(frame);
  }
  return [...members].map(([label, numbers]) => ({ label, frames: Uint32Array.from(numbers) }));
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function labelOf(flow: CapturedFlow, by: CaptureMapping, toVms: boolean): string {
  switch (by) {
    case 'mac':
      return toVms ? flow.destinationMac : flow.sourceMac;
    case 'vlan':
      return flow.vlan === null ? 'no VLAN' : `VLAN ${flow.vlan}`;
    case 'ip':
      return addressOf(toVms ? flow.destination : flow.source, flow.protocol);
    case 'flow':
      return `${flow.protocol} ${flow.source} ${flow.destination}`;
  }
}

/** Without the port. */
function addressOf(end: string, protocol: string): string {
  return protocol === 'tcp' || protocol === 'udp' ? end.replace(/(?<=[\].\d]):\d+$/, '') : end;
}
