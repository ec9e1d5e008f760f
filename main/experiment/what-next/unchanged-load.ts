/** Settings that keep the load of a scenario as it is when ports or their line rate change: shares of the line rate become frames per second. */
import type { OpenLoopTraffic, Scenario } from '../../../shared/scenario/schema.ts';
import { findNicProfile } from '../../engine/costs/nic-profiles.ts';
import { lineRatePps } from '../../engine/model/ethernet.ts';
import { meanFrameBytes } from '../../engine/traffic/frame-sizes.ts';

export function unchangedLoad(scenario: Scenario): { readonly path: string; readonly value: string | number }[] {
  return scenario.flows.flatMap(({ traffic, vms }, flow) => {
    if (!isShare(traffic)) return [];
    const count = scenario.vms.filter(({ name }) => name === vms).reduce((sum, group) => sum + group.count, 0);
    const ports = traffic.loadScope === 'total' ? Math.min(scenario.nic.ports, count) : 1;
    const lineRateGbps = scenario.nic.lineRateGbps ?? findNicProfile(scenario.nic.profile)?.lineRateGbps.value ?? 0;
    const path = `flows.${flow}.traffic`;
    return [
      { path: `${path}.loadUnit`, value: 'packets-per-second' },
      { path: `${path}.load`, value: (traffic.load / 100) * ports * lineRatePps(meanFrameBytes(traffic.size), lineRateGbps) },
    ];
  });
}

function isShare(traffic: Scenario['flows'][number]['traffic']): traffic is OpenLoopTraffic {
  return 'loadUnit' in traffic && traffic.loadUnit === 'percent-of-line-rate';
}
