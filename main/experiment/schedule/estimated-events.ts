/** How many events a point takes, about: enough to put long simulations before short ones. It has no influence on results. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { hasClosedLoop } from '../../../shared/scenario/traffic-loops.ts';
import type { PlannedPoint } from '../plan.ts';
import { groupSize, offeredFramesPerMs } from '../offered-frames.ts';

/** Events of a frame at a high load, counted by the benchmark (benchmark/reference.events.txt). */
const EVENTS_PER_FRAME: Readonly<Partial<Record<TechniqueName, number>>> = {
  native: 3.6,
  emulated: 4.3,
  'xen-split-driver': 3.1,
  virtio: 4.2,
  'vhost-net': 4.2,
  'vhost-user': 7.7,
  vmdq: 4.0,
  direct: 3.6,
  sriov: 3.6,
};
/** Of a technique that has not been counted. */
const TYPICAL_EVENTS_PER_FRAME = 4;
/** Answers take about so long, ms: what a closed loop offers follows from it. */
const ROUND_TRIP_MS = 0.1;
/** Frames of a bulk stream, where nothing else limits it: a full link of 10 Gbit/s with 1518-byte frames. */
const STREAM_FRAMES_PER_MS = 813;

export function estimatedEvents({ scenario, choice }: PlannedPoint): number {
  const frames = (offeredFramesPerMs(scenario) + closedLoopFramesPerMs(scenario)) * scenario.method.durationMs;
  return frames * (EVENTS_PER_FRAME[choice.name] ?? TYPICAL_EVENTS_PER_FRAME);
}

function closedLoopFramesPerMs(scenario: Scenario): number {
  if (!hasClosedLoop(scenario)) return 0;
  // Every transfer of a DMA benchmark is alike: the duration decides.
  if (scenario.method.kind === 'dma-benchmark') return 1;
  return scenario.flows.reduce((sum, { traffic, vms }) => {
    if (traffic.kind === 'tcp-stream') return sum + STREAM_FRAMES_PER_MS;
    if (traffic.kind !== 'request-response') return sum;
    return sum + (2 * groupSize(scenario, vms) * traffic.outstanding) / ROUND_TRIP_MS;
  }, 0);
}
