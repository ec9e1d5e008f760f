/** Frames that the open-loop flows of a scenario offer. Closed loops send as fast as they are answered: what they offer must be measured. */
import type { Flow, OpenLoopTraffic, Scenario } from '../../shared/scenario/schema.ts';
import { nicProfiles } from '../engine/costs/nic-profiles.ts';
import { lineRatePps } from '../engine/model/ethernet.ts';
import { meanFrameBytes } from '../engine/traffic/frame-sizes.ts';

export function offeredFramesPerMs(scenario: Scenario): number {
  return scenario.flows.reduce((sum, flow) => sum + flowPps(scenario, flow) / 1000, 0);
}

export function hasClosedLoop(scenario: Scenario): boolean {
  if (scenario.method.kind === 'dma-benchmark') return true;
  return scenario.flows.some(({ traffic }) => traffic.kind === 'request-response' || traffic.kind === 'tcp-stream');
}

/** Frames per second of a flow over all its VMs; 0 for a closed loop. */
export function flowPps(scenario: Scenario, flow: Flow): number {
  const { traffic } = flow;
  if (traffic.kind === 'request-response' || traffic.kind === 'tcp-stream') return 0;
  const vms = scenario.vms.filter(({ name }) => name === flow.vms).reduce((sum, { count }) => sum + count, 0);
  const ports = traffic.loadScope === 'total' ? Math.min(scenario.nic.ports, vms) : 1;
  return ratePps(scenario, traffic, ports) * (traffic.loadScope === 'total' ? 1 : vms);
}

function ratePps(scenario: Scenario, traffic: OpenLoopTraffic, ports: number): number {
  const meanBytes = meanFrameBytes(traffic.size);
  switch (traffic.loadUnit) {
    case 'percent-of-line-rate':
      return (traffic.load / 100) * ports * lineRatePps(meanBytes, lineRateGbps(scenario));
    case 'packets-per-second':
      return traffic.load;
    case 'megabits-per-second':
      return (traffic.load * 1e6) / (8 * meanBytes);
  }
}

function lineRateGbps({ nic }: Scenario): number {
  return nic.lineRateGbps ?? nicProfiles.find(({ id }) => id === nic.profile)?.lineRateGbps.value ?? 0;
}
