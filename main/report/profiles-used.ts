/** The profiles and the cost model that a scenario names, as reports list them. */
import type { CostModel, HostProfile, NicProfile } from '../../shared/catalogue/profiles.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from '../engine/costs/scenario-profiles.ts';

/** Undefined: this version does not have it. */
export interface ProfilesUsed {
  readonly costModel: CostModel | undefined;
  readonly host: HostProfile | undefined;
  readonly nic: NicProfile | undefined;
}

export function profilesUsed(scenario: Scenario): ProfilesUsed {
  return { host: hostProfileOf(scenario), nic: nicProfileOf(scenario), costModel: costModelOf(scenario) };
}

/** The cost model with what was measured on the very host. */
export function measuredOn(costModel: CostModel, host: HostProfile | undefined): CostModel {
  const measured = new Map(host?.measured.map((parameter) => [parameter.name, parameter]));
  const parameters = costModel.parameters.map((parameter) => {
    const own = measured.get(parameter.name);
    return own
      ? { ...parameter, value: own.value, source: own.source, provenance: own.provenance, hardware: host?.title ?? '' }
      : parameter;
  });
  return { ...costModel, parameters };
}
