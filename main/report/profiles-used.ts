/** The profiles and the cost model that a scenario names, as reports list them. */
import type { CostModel, HostProfile, NicProfile } from '../../shared/catalogue/profiles.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { findHostProfile } from '../engine/costs/host-profiles.ts';
import { findCostModel } from '../engine/costs/models.ts';
import { findNicProfile } from '../engine/costs/nic-profiles.ts';

/** Undefined: this version does not have it. */
export interface ProfilesUsed {
  readonly costModel: CostModel | undefined;
  readonly host: HostProfile | undefined;
  readonly nic: NicProfile | undefined;
}

export function profilesUsed({ host, nic, costModel }: Scenario): ProfilesUsed {
  return { host: findHostProfile(host.profile), nic: findNicProfile(nic.profile), costModel: findCostModel(costModel) };
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

/** Properties of a NIC that have a source, with their titles. */
export const nicFields = {
  lineRateGbps: 'Line rate of a port',
  packetRateLimitPps: 'Packet rate of the controller',
  receiveFifoBytes: 'Receive FIFO',
  ringDescriptors: 'Ring descriptors',
  queuePairs: 'Queue pairs',
  vmdqPools: 'VMDq pools',
  virtualFunctions: 'Virtual functions',
  embeddedSwitchPps: 'Embedded switch',
  completionModeration: 'Moderation by completions',
  pcieGeneration: 'PCIe generation',
  pcieLanes: 'PCIe lanes',
  dmaReadsInFlight: 'DMA reads in flight',
  dmaWritesInFlight: 'DMA writes in flight',
  dmaReadRequestNs: 'DMA engine, read request',
  dmaWritePacketNs: 'DMA engine, write packet',
  dmaWriteQueuePackets: 'DMA write queue',
  dmaCommandNs: 'DMA command',
  clockStepNs: 'Clock step',
  deviceNs: 'Way through the device',
} as const satisfies Partial<Record<keyof NicProfile, string>>;
