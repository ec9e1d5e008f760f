/** Settings that keep the load of a scenario as it is when ports or their line rate change: shares of the line rate become frames per second. */
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { isOpenLoop } from '../../../shared/scenario/traffic-loops.ts';
import { loadPps } from '../offered-frames.ts';

export function unchangedLoad(scenario: Scenario): { readonly path: string; readonly value: string | number }[] {
  return scenario.flows.flatMap(({ traffic, vms }, flow) => {
    if (!isOpenLoop(traffic) || traffic.loadUnit !== 'percent-of-line-rate') return [];
    const path = `flows.${flow}.traffic`;
    return [
      { path: `${path}.loadUnit`, value: 'packets-per-second' },
      { path: `${path}.load`, value: loadPps(scenario, traffic, vms) },
    ];
  });
}
