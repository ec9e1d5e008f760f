/** For tests: random small scenarios over all techniques, directions, kinds of traffic and settings, each with its technique. */
import fc from 'fast-check';
import { techniqueNames, type TechniqueName } from '../../shared/catalogue/techniques.ts';
import { checkScenario } from '../../shared/scenario/check.ts';
import { recordingOf } from '../../shared/scenario/recording.ts';
import { grantModes, type FrameSize, type GapDistribution, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { dataPlaneNames, pollModeSwitches } from '../../shared/catalogue/data-planes.ts';
import { hostProfiles } from './costs/host-profiles.ts';
import { costModels } from './costs/models.ts';
import { nicProfiles } from './costs/nic-profiles.ts';
import type { SimulationTask } from './run-record.ts';

type Group = ScenarioInput['vms'][number];
type FlowInput = ScenarioInput['flows'][number];
type TrafficInput = FlowInput['traffic'];
type Direction = NonNullable<FlowInput['direction']>;

/** Simulated time, ms: short, so that many scenarios fit into a test. */
export const DURATION_MS = 1;

const size = fc.oneof(
  fc.constantFrom(64, 65, 594, 1518, 9022).map((frameBytes): FrameSize => ({ kind: 'fixed', frameBytes })),
  fc.constant<FrameSize>({ kind: 'imix' }),
  fc.constant<FrameSize>({
    kind: 'empirical',
    sizes: [
      { frameBytes: 100, weight: 3 },
      { frameBytes: 1400, weight: 1 },
    ],
  }),
);

const openLoop = fc
  .record({
    kind: fc.constantFrom('constant' as const, 'poisson' as const, 'on-off' as const),
    load: fc.constantFrom(1000, 100_000, 1_000_000, 3_000_000),
    loadScope: fc.constantFrom('total' as const, 'each-vm' as const),
    size,
    offUs: fc.constantFrom(0, 20, 200),
    burstPackets: fc.constantFrom(1, 1, 16),
  })
  .map(({ kind, offUs, burstPackets, ...rest }): TrafficInput => {
    const load = { ...rest, loadUnit: 'packets-per-second' as const };
    if (kind === 'constant') return { kind, ...load, burstPackets };
    return kind === 'on-off' ? { kind, ...load, onUs: 50, offUs } : { kind, ...load };
  });

const recording = recordingOf({
  durationNs: 20_000,
  gapsNs: Float64Array.of(0, 0, 700, 5000, 1, 9000),
  frameBytes: Uint16Array.of(64, 64, 1518, 594, 9022, 100),
});

const recorded: fc.Arbitrary<TrafficInput> = fc.oneof(
  fc.record({
    kind: fc.constant('replay' as const),
    load: fc.constantFrom(0, 0.1, 1, 7),
    loadScope: fc.constantFrom('total' as const, 'each-vm' as const),
    repeat: fc.boolean(),
    start: fc.constantFrom('random' as const, 'beginning' as const),
    recording: fc.constant(recording),
  }),
  fc.record({
    kind: fc.constant('fitted' as const),
    load: fc.constantFrom(1000, 1_000_000),
    loadUnit: fc.constant('packets-per-second' as const),
    gaps: fc.constantFrom<GapDistribution[]>(
      { kind: 'lognormal', sigma: 2 },
      { kind: 'weibull', shape: 0.5 },
      { kind: 'quantiles', values: [0, 0, 3, 50] },
    ),
    size,
  }),
);

const tcp: fc.Arbitrary<TrafficInput> = fc.record({
  kind: fc.constant('tcp-stream' as const),
  connections: fc.integer({ min: 1, max: 3 }),
  windowKib: fc.constantFrom(2, 64, 1024),
  mtuBytes: fc.constantFrom(576, 1500, 9000),
  segmentationOffload: fc.boolean(),
  receiveOffload: fc.boolean(),
  messageBytes: fc.constantFrom(256, 4000, 65_536),
  segmentsPerAck: fc.constantFrom(1, 2, 16),
  retransmitMs: fc.constantFrom(0.1, 0.3),
});

const requests: fc.Arbitrary<TrafficInput> = fc.record({
  kind: fc.constant('request-response' as const),
  connection: fc.constantFrom('kept' as const, 'each-request' as const),
  clientUs: fc.constantFrom(0, 10),
  outstanding: fc.constantFrom(1, 8, 300),
  requestBytes: fc.constantFrom(64, 1518),
  responseBytes: fc.constantFrom(64, 1518, 20_000),
  thinkUs: fc.constantFrom(0, 10),
  retryMs: fc.constantFrom(0.1, 0.4),
});

/** Traffic with a direction, and what its VMs run. */
const flow: fc.Arbitrary<{ direction: Direction; traffic: TrafficInput; application: NonNullable<Group['application']> }> = fc.oneof(
  fc.record({
    direction: fc.constantFrom('receive' as const, 'transmit' as const, 'vm-to-vm' as const),
    traffic: fc.oneof(openLoop, tcp, recorded),
    application: fc.constant({ kind: 'sockets' as const }),
  }),
  fc.record({
    direction: fc.constant('forward' as const),
    traffic: openLoop,
    application: fc.constantFrom({ kind: 'kernel-forwarder' as const }, { kind: 'poll-forwarder' as const }),
  }),
  fc.record({
    direction: fc.constantFrom('receive' as const, 'transmit' as const, 'vm-to-vm' as const, 'forward' as const),
    traffic: openLoop,
    application: fc.record({
      kind: fc.constant('data-plane' as const),
      implementation: fc.constantFrom(...dataPlaneNames),
      transmitHoldUs: fc.constantFrom(0, 20),
      counterReadingsMs: fc.constantFrom(undefined, 1, 12_000),
    }),
  }),
  fc.record({
    direction: fc.constantFrom('receive' as const, 'vm-to-vm' as const),
    traffic: requests,
    application: fc.record({
      kind: fc.constant('request-server' as const),
      serviceUs: fc.constantFrom(0, 5, 50),
      serviceDistribution: fc.constantFrom('constant' as const, 'exponential' as const),
    }),
  }),
);

const iommuModes = ['pass-through', 'strict', 'deferred', 'persistent', 'shadow-copy', 'ring'] as const;

const host = fc.record({
  networkCores: fc.integer({ min: 0, max: 2 }),
  guestCores: fc.integer({ min: 1, max: 4 }),
  scheduler: fc.record({ kind: fc.constantFrom('credit' as const, 'round-robin' as const), sliceUs: fc.constantFrom(10, 100, 6000) }),
  iommu: fc.record({
    mode: fc.constantFrom(...iommuModes),
    pageKib: fc.constantFrom(4 as const, 2048 as const),
    interruptPosting: fc.boolean(),
  }),
});

const nic = fc.record({
  profile: fc.constantFrom('82576', '82599', 'xl710', 'e810', 'connectx-5'),
  ports: fc.integer({ min: 1, max: 2 }),
  propagationNs: fc.constantFrom(0, 500, 20_000),
  ringDescriptors: fc.constantFrom(16, 64, 512),
  moderation: fc.record({
    kind: fc.constantFrom('off' as const, 'fixed' as const, 'adaptive' as const),
    intervalUs: fc.constantFrom(5, 50),
    transmitFrames: fc.constantFrom(1, 16),
  }),
  buffersPerFrame: fc.constantFrom(1, 2),
  transmitArbiter: fc.constantFrom('round-robin' as const, 'weighted' as const),
});

const options = fc.record(
  {
    iommuMode: fc.constantFrom(...iommuModes),
    interruptPosting: fc.boolean(),
    exitlessInterrupts: fc.boolean(),
    transmitBatch: fc.constantFrom(1, 8),
    accessPrevention: fc.boolean(),
    mappedMetadata: fc.boolean(),
    workerCores: fc.constantFrom(1, 2),
    dataPlacement: fc.constantFrom('reuse' as const, 'copy' as const),
    zeroCopyTransmit: fc.boolean(),
    grants: fc.constantFrom(...grantModes),
    coalesceReceive: fc.boolean(),
    aggregatePackets: fc.constantFrom(1, 8),
    driverPlacement: fc.constantFrom('domain' as const, 'hypervisor' as const),
    dmaProtection: fc.constantFrom('iommu' as const, 'hypervisor' as const),
    switch: fc.constantFrom(...pollModeSwitches),
  },
  { requiredKeys: [] },
);

const parts = fc.record({
  technique: fc.constantFrom(...techniqueNames),
  options,
  flow,
  host,
  nic,
  costModel: fc.constantFrom(...costModels.map(({ id }) => id)),
  count: fc.integer({ min: 2, max: 4 }),
  vcpus: fc.integer({ min: 1, max: 2 }),
  weight: fc.constantFrom(0.5, 1, 4),
  rateLimitMbps: fc.option(fc.constantFrom(5, 500), { nil: undefined, freq: 3 }),
  pinned: fc.boolean(),
  neighbour: fc.boolean(),
  warmup: fc.constantFrom(0, 'automatic' as const),
  seed: fc.nat(1000),
});

/** A task that the checker of scenarios accepts; for all techniques or for the one given. */
export function anyTask(technique?: TechniqueName): fc.Arbitrary<SimulationTask> {
  return parts
    .map((all) => ({ ...all, technique: technique ?? all.technique }))
    .map((all) => ({ technique: all.technique, checked: checkScenario(scenarioOf(all), { hostProfiles, nicProfiles, costModels }) }))
    .filter(({ checked }) => checked.scenario !== null)
    .map(({ checked: { scenario } }) => {
      const choice = scenario?.techniques[0];
      if (!scenario || !choice) throw new Error('The filter lets no such scenario through.');
      return { scenario, technique: choice, replication: 0 };
    });
}

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function scenarioOf({ technique, options, flow, host, nic, costModel, ...rest }: Parts): ScenarioInput {
  const { count, vcpus, weight, rateLimitMbps, pinned, neighbour, warmup, seed } = rest;
  const { guestCores, networkCores, ...hostRest } = host;
  const group = { vcpus, application: flow.application, ...(rateLimitMbps === undefined ? {} : { rateLimitMbps }) };
  const placement = pinned ? { kind: 'pinned' as const, cores: [networkCores + guestCores - 1] } : { kind: 'auto' as const };
  const vms: Group[] = [{ name: 'vm', count, weight, placement, ...group }];
  const flows: FlowInput[] = [
    {
      name: 'load',
      vms: 'vm',
      direction: flow.direction,
      traffic: flow.traffic,
      ...(flow.direction === 'vm-to-vm' ? { toVms: 'vm' } : {}),
    },
  ];
  if (neighbour) {
    vms.push({ name: 'other', count: 1 });
    flows.push({ name: 'flood', vms: 'other', traffic: { kind: 'poisson', load: 500_000, loadUnit: 'packets-per-second' } });
  }
  return {
    costModel,
    host: { ...hostRest, networkCores, cores: networkCores + guestCores },
    nic: { ...nic, ports: technique === 'direct' ? count + (neighbour ? 1 : 0) : nic.ports },
    vms,
    flows,
    techniques: [{ name: technique, options }],
    method: { durationMs: DURATION_MS, warmup, seed, rareEvents: seed % 2 === 0 ? 'as-they-come' : 'once' },
  };
}
