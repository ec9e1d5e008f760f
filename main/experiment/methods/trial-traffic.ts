/** The traffic of a scenario as trials load it: which flows are measured, how they share a load, and what the wire carries at most. */
import { meanFrameBytes } from '../../../shared/scenario/frame-sizes.ts';
import type { Flow, FrameSize, OpenLoopTraffic, Scenario } from '../../../shared/scenario/schema.ts';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
import { isOpenLoop } from '../../../shared/scenario/traffic-loops.ts';
import { lineRateGbpsOf } from '../../engine/costs/scenario-profiles.ts';
import { lineRatePps } from '../../engine/model/ethernet.ts';
import { flowPps, groupSize } from '../offered-frames.ts';

/** Numbers of flows in the scenario. */
export interface TrialTraffic {
  readonly measured: readonly number[];
  /** Loaded as well, but not measured: a noisy neighbour. */
  readonly background: readonly number[];
}

export interface TrialLoad {
  /** Frames per second of the measured flows together, and of the others. */
  readonly loadPps: number;
  readonly backgroundPps: number;
  /** Of the measured flows; null: their own. */
  readonly frames: FrameSize | null;
  /** All frames at equal gaps. */
  readonly equalGaps: boolean;
}

/** The scenario with the load of a trial. */
export function withTrialLoad(scenario: Scenario, traffic: TrialTraffic, load: TrialLoad): Scenario {
  const shares = loadShares(scenario, traffic.measured, load.frames);
  const backgroundShares = loadShares(scenario, traffic.background, null);
  const flows = scenario.flows.map((flow, number): Flow => {
    const own = flow.traffic;
    if (!isOpenLoop(own)) return flow;
    const measured = shares.get(number);
    const pps = measured === undefined ? load.backgroundPps * (backgroundShares.get(number) ?? 0) : load.loadPps * measured;
    const frames = measured === undefined || load.frames === null ? {} : { size: load.frames };
    const changed = { ...own, ...frames, load: pps, loadUnit: 'packets-per-second', loadScope: 'total' } as const;
    return { ...flow, traffic: load.equalGaps ? equalGaps(changed) : changed };
  });
  return { ...scenario, flows };
}

/** Of traffic that is loaded in frames per second. */
function equalGaps(traffic: OpenLoopTraffic & { readonly loadUnit: 'packets-per-second' }): OpenLoopTraffic {
  const { load, loadUnit, loadScope } = traffic;
  return { kind: 'constant', load, loadUnit, loadScope, size: framesOf(traffic), burstPackets: 1 };
}

/** Part of the load of each flow: as the scenario loads them; equal parts where it loads none. */
function loadShares(scenario: Scenario, flows: readonly number[], frames: FrameSize | null): Map<number, number> {
  const rates = flows.map((number) => {
    const flow = scenario.flows[number];
    if (!flow || !isOpenLoop(flow.traffic)) return 0;
    return flowPps(scenario, frames === null ? flow : { ...flow, traffic: { ...flow.traffic, size: frames } });
  });
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return new Map(flows.map((number, i) => [number, total > 0 ? (rates[i] ?? 0) / total : 1 / flows.length]));
}

/**
 * Theoretical maximum of the measured flows together, frames per second: where the first direction of the wire is full. Null for traffic that stays
 * in the host.
 */
export function wireMaximumPps(scenario: Scenario, { measured }: TrialTraffic, frames: FrameSize | null): number | null {
  const lineRateGbps = lineRateGbpsOf(scenario);
  const shares = loadShares(scenario, measured, frames);
  /** Wire time that each frame of the load takes on the ports, by direction, s. */
  const busy = { receive: 0, transmit: 0 };
  for (const number of measured) {
    const flow = scenario.flows[number];
    if (!flow || !isOpenLoop(flow.traffic) || flow.direction === 'vm-to-vm') continue;
    const each =
      (shares.get(number) ?? 0) / (portsOf(scenario, flow) * lineRatePps(meanFrameBytes(frames ?? framesOf(flow.traffic)), lineRateGbps));
    if (flow.direction !== 'transmit') busy.receive += each;
    if (flow.direction !== 'receive') busy.transmit += each;
  }
  const fullest = Math.max(busy.receive, busy.transmit);
  return fullest > 0 ? 1 / fullest : null;
}

/** Ports that carry the flow. */
export function portsOf(scenario: Scenario, flow: Flow): number {
  return Math.max(1, Math.min(scenario.nic.ports, groupSize(scenario, flow.vms)));
}
