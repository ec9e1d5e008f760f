/** Frames that the open-loop flows of a scenario offer. Closed loops send as fast as they are answered: what they offer must be measured. */
import type { Flow, OpenLoopTraffic, Scenario } from '../../shared/scenario/schema.ts';
import { recordedPps } from '../../shared/scenario/recording.ts';
import { framesOf } from '../../shared/scenario/traffic-frames.ts';
import { isOpenLoop } from '../../shared/scenario/traffic-loops.ts';
import { lineRateGbpsOf } from '../engine/costs/scenario-profiles.ts';
import { lineRatePps } from '../engine/model/ethernet.ts';
import { meanFrameBytes } from '../engine/traffic/frame-sizes.ts';

export function offeredFramesPerMs(scenario: Scenario): number {
  return scenario.flows.reduce((sum, flow) => sum + flowPps(scenario, flow) / 1000, 0);
}

/** Frames per second of a flow over all its VMs; 0 for a closed loop. */
export function flowPps(scenario: Scenario, { traffic, vms }: Flow): number {
  if (!isOpenLoop(traffic)) return 0;
  return loadPps(scenario, traffic, vms) * (traffic.loadScope === 'total' ? 1 : groupSize(scenario, vms));
}

/** Frames per second of a flow's load as it is set: of the whole group `vms`, or of each of its VMs. */
export function loadPps(scenario: Scenario, traffic: OpenLoopTraffic, vms: string): number {
  const meanBytes = meanFrameBytes(framesOf(traffic));
  const ports = traffic.loadScope === 'total' ? Math.min(scenario.nic.ports, groupSize(scenario, vms)) : 1;
  switch (traffic.loadUnit) {
    case 'percent-of-line-rate':
      return (traffic.load / 100) * ports * lineRatePps(meanBytes, lineRateGbpsOf(scenario));
    case 'packets-per-second':
      return traffic.load;
    case 'megabits-per-second':
      return (traffic.load * 1e6) / (8 * meanBytes);
    case 'times-recorded':
      return traffic.load * recordedPps(traffic.recording);
  }
}

/** VMs of the group with this name. */
export function groupSize({ vms }: Scenario, name: string): number {
  return vms.filter((group) => group.name === name).reduce((sum, { count }) => sum + count, 0);
}
