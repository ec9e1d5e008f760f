import type { ChartContext } from '../../../shared/charts/chart.ts';
import type { NicProfile } from '../../../shared/catalogue/profiles.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';

/** What the charts of a run may know besides its points. */
export function chartContext(scenario: Scenario, nicProfiles: readonly NicProfile[]): ChartContext {
  const profile = nicProfiles.find(({ id }) => id === scenario.nic.profile);
  return { scenario, lineRateGbps: scenario.nic.lineRateGbps ?? profile?.lineRateGbps.value };
}
