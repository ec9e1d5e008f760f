import { plannedPoints } from '../../../shared/result/run-tally.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { useTexts } from '../../texts/texts.ts';

/** Size of a scenario in a line: `9 techniques, 4 VMs, 5 points`. */
export function exampleFacts(scenario: Scenario): string {
  const vms = scenario.vms.reduce((sum, { count }) => sum + count, 0);
  return useTexts().value.start.facts(scenario.techniques.length, vms, plannedPoints(scenario));
}
