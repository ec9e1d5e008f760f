import type { ChartContext } from '../../../shared/charts/chart.ts';
import { withOwnProfiles } from '../../../shared/scenario/own-profiles.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';

/** What the charts of a run may know besides its points. */
export function chartContext(scenario: Scenario, catalogue: Catalogue): ChartContext {
  const profile = withOwnProfiles(catalogue, scenario.profiles).nicProfiles.find(({ id }) => id === scenario.nic.profile);
  return { scenario, lineRateGbps: scenario.nic.lineRateGbps ?? profile?.lineRateGbps.value };
}
