/** A small catalogue for tests of this layer; the real one stands in the engine. */
import type { Catalogue } from './technique-limits.ts';
import type { NicProfile } from '../catalogue/profiles.ts';

const sourced = (value: number) => ({ value, unit: '', source: 'test', provenance: 'assumed' as const });

function nic(id: string, vmdqPools: number, virtualFunctions: number): NicProfile {
  return {
    id,
    title: `NIC ${id}`,
    lineRateGbps: sourced(10),
    packetRateLimitPps: sourced(15e6),
    receiveFifoBytes: sourced(524_288),
    ringDescriptors: sourced(512),
    queuePairs: sourced(128),
    vmdqPools: sourced(vmdqPools),
    virtualFunctions: sourced(virtualFunctions),
    embeddedSwitchPps: sourced(3e7),
    completionModeration: sourced(0),
    losesRedirectedPages: sourced(0),
    pcieGeneration: sourced(2),
    pcieLanes: sourced(8),
    dmaReadsInFlight: sourced(30),
    dmaWritesInFlight: sourced(112),
    dmaReadRequestNs: sourced(11.9),
    dmaWriteCommandNs: sourced(7.2),
    dmaWritePieceNs: sourced(13.9),
    dmaWriteByteNs: sourced(0.048),
    dmaWriteQueuePackets: sourced(2),
    dmaCommandNs: sourced(55.1),
    clockStepNs: sourced(0),
    deviceNs: sourced(0),
  };
}

const exit = {
  name: 'vm.exit',
  value: 1300,
  unit: 'cycles',
  meaning: 'exit',
  source: 'test',
  hardware: 'test',
  provenance: 'assumed',
  low: 1,
  high: 2000,
} as const;

const testHost = { lastLevelCacheMib: 25, source: 'test', measured: [] };

export const testCatalogue: Catalogue = {
  hostProfiles: [
    { id: 'xeon-e5-2697v4', title: 'Broadwell', costModel: 'kvm-2017', cores: 36, frequencyGhz: 2.3, ...testHost },
    { id: 'opteron-250', title: 'Opteron', costModel: 'xen-2006', cores: 2, frequencyGhz: 2.4, ...testHost },
  ],
  nicProfiles: [nic('82599', 64, 63), nic('82598', 16, 0), nic('connectx-5', 0, 127)],
  costModels: [
    {
      id: 'kvm-2017',
      title: 'KVM',
      machine: 'test',
      frequencyGhz: 2.6,
      year: 2017,
      parameters: [exit, { ...exit, name: 'host.bridge' }, { ...exit, name: 'vm.exitUser' }],
    },
    { id: 'xen-2006', title: 'Xen', machine: 'test', frequencyGhz: 2.4, year: 2006, parameters: [exit] },
  ],
};
