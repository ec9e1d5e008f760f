import { plannedPoints } from '../../stores/run-progress.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';

/** Size of a scenario in a line: `9 techniques, 4 VMs, 5 points`. */
export function exampleFacts(scenario: Scenario): string {
  const vms = scenario.vms.reduce((sum, { count }) => sum + count, 0);
  return [counted(scenario.techniques.length, 'technique'), counted(vms, 'VM'), counted(plannedPoints(scenario), 'point')].join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
