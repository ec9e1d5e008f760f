/**
 * The scenario: one host, its NIC, its virtual machines and their traffic, the techniques to compare and the method.
 * Plain JSON. Every field has a unit in its name or doc line, a default and a range; unknown fields are refused.
 */
import { z } from 'zod';
import { words } from '../texts/words.ts';
import { dataPlaneNames, flowCaches, pollModeSwitches } from '../catalogue/data-planes.ts';
import { ownProfilesSchema } from '../catalogue/own-profile.ts';
import { valueSourceSchema } from '../catalogue/profiles.ts';
import { techniqueNames } from '../catalogue/techniques.ts';
import { goalSchemas, measuringKinds } from './method-goals.ts';
import { namedCaptureSchema } from './named-capture.ts';
import { LONGEST_COLUMN } from './recording.ts';

export const SCENARIO_FORMAT = 'iovlab-scenario';
export const SCENARIO_VERSION = 1;

// Types of texts are stated here: the texts' own type has the keys of this schema.
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$/, { error: (): string => words().problems.schema.rules.name });

export const grantModes = ['hypervisor', 'guest-copy', 'headers', 'persistent'] as const;

const iommuModes = ['pass-through', 'strict', 'deferred', 'persistent', 'shadow-copy', 'ring'] as const;

export const hostSchema = z
  .strictObject({
    profile: z
      .string()
      .default('xeon-e5-2697v4')
      .describe('Host profile (see `lab profiles`): supplies cores and frequency where not given.'),
    cores: z.int().min(1).max(512).optional().describe('Physical cores. Default: of the host profile.'),
    frequencyGhz: z.number().min(0.1).max(10).optional().describe('Core frequency, GHz. Default: of the host profile.'),
    networkCores: z
      .int()
      .min(0)
      .max(256)
      .default(4)
      .describe(
        'Cores set apart for host networking (soft interrupts, vhost workers, device models, driver domain, polling switch). 0: shared with the guests.',
      ),
    scheduler: z
      .strictObject({
        kind: z
          .enum(['credit', 'round-robin'])
          .default('credit')
          .describe('credit: weights, and a woken vCPU runs first; round-robin: equal turns.'),
        sliceUs: z
          .number()
          .min(10)
          .max(1e6)
          .default(6000)
          .describe('Longest turn of a vCPU while others wait on the same core, microseconds.'),
      })
      .prefault({})
      .describe('How contexts share a core.'),
    iommu: z
      .strictObject({
        mode: z
          .enum(iommuModes)
          .default('persistent')
          .describe(
            'When DMA mappings are made and removed. shadow-copy: never; frames are copied between buffers that stay mapped and the kernel’s own. ring: rIOMMU, a flat table for each ring in the order of its descriptors.',
          ),
        pageKib: z
          .union([z.literal(4), z.literal(2048), z.literal(1048576)])
          .default(2048)
          .describe('I/O page size, KiB.'),
        interruptPosting: z
          .boolean()
          .default(true)
          .describe('Interrupts of assigned devices are posted to a running vCPU without an exit, where the cost model has posting.'),
      })
      .prefault({})
      .describe('IOMMU of the host: used by direct assignment and SR-IOV.'),
  })
  .describe('The physical host.');

export const nicSchema = z
  .strictObject({
    profile: z.string().default('82599').describe('NIC profile (see `lab profiles`).'),
    ports: z.int().min(1).max(16).default(1).describe('Identical NICs (single-port) in the host. `direct` gives each VM one of its own.'),
    lineRateGbps: z.number().min(0.01).max(800).optional().describe('Line rate of each port, Gbit/s. Default: of the NIC profile.'),
    propagationNs: z.number().min(0).max(1e9).default(500).describe('One-way propagation of the link, ns.'),
    ringDescriptors: z
      .int()
      .min(16)
      .max(32768)
      .optional()
      .describe('Descriptors in each receive and transmit ring. Default: of the NIC profile.'),
    virtualFunctions: z
      .int()
      .min(0)
      .max(4096)
      .optional()
      .describe('Virtual functions enabled on each port for `sriov`. Default: one for each VM.'),
    moderation: z
      .strictObject({
        kind: z.enum(['off', 'fixed', 'adaptive']).default('adaptive').describe('Interrupt moderation of each vector.'),
        intervalUs: z
          .number()
          .min(0)
          .max(10000)
          .default(50)
          .describe('Shortest time between two interrupts of a vector (fixed), microseconds.'),
        transmitFrames: z
          .int()
          .min(1)
          .max(1024)
          .default(1)
          .describe(
            'Sent packets whose completions share an interrupt; a receive interrupt and a polling driver see them anyway. Adaptive moderation of NICs that count completions has a number of its own.',
          ),
      })
      .prefault({})
      .describe('Interrupt moderation.'),
    buffersPerFrame: z
      .int()
      .min(1)
      .max(4)
      .default(1)
      .describe(
        'Buffers that the driver maps for DMA with each frame: 2 where headers lie apart from data (IOMMU modes strict, deferred, ring).',
      ),
    transmitArbiter: z
      .enum(['round-robin', 'weighted'])
      .default('round-robin')
      .describe('How the port picks the next queue: by turns, or by VM weight.'),
  })
  .describe('The NIC.');

export const vmGroupSchema = z
  .strictObject({
    name: name.describe('Name of the group; its VMs are name-1, name-2, ...'),
    count: z.int().min(1).max(1024).default(1).describe('VMs in the group.'),
    vcpus: z.int().min(1).max(64).default(1).describe('Virtual CPUs of each VM; each has its own queue pair where the technique allows.'),
    weight: z
      .number()
      .min(0.01)
      .max(1000)
      .default(1)
      .describe('Share of a contended core (credit scheduler) and of a weighted transmit arbiter.'),
    rateLimitMbps: z.number().min(0.001).max(800000).optional().describe('Transmit rate limit of each VM, Mbit/s. Default: none.'),
    placement: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('auto').describe('VMs take the guest cores in turn; they share when there are more vCPUs than cores.'),
        }),
        z.strictObject({
          kind: z.literal('pinned'),
          cores: z.array(z.int().min(0).max(511)).describe('Core numbers taken in turn by the vCPUs of the group.'),
        }),
      ])
      .default({ kind: 'auto' })
      .describe('Where the vCPUs run.'),
    application: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('sockets').describe('Kernel stack and a socket application.') }),
        z.strictObject({ kind: z.literal('kernel-forwarder').describe('A virtual router: the guest kernel forwards.') }),
        z.strictObject({ kind: z.literal('poll-forwarder').describe('A virtual router with a poll-mode forwarder in the guest.') }),
        z.strictObject({
          kind: z
            .literal('data-plane')
            .describe('Moves frames without sockets: drops what it receives, forwards it or sends, by the direction of the flow.'),
          implementation: z.enum(dataPlaneNames).default('dpdk').describe('Which data plane (see docs/model.md).'),
          batch: z
            .int()
            .min(1)
            .max(4096)
            .optional()
            .describe('Largest burst, vector or poll, packets. Default: of the implementation in the cost model.'),
          flowCache: z
            .enum(flowCaches)
            .default('exact-match')
            .describe('ovs-dpdk: the cache that packets hit; exact-match-missed looks there in vain before the megaflows.'),
          subtables: z
            .number()
            .min(1)
            .max(64)
            .default(1)
            .describe('ovs-dpdk: mean number of subtables looked up for a packet that needs the megaflows.'),
          routes: z
            .enum(['one', 'full-table'])
            .default('one')
            .describe('xdp-route, linux-route: a routing table of one route, or of the whole Internet (752,000).'),
          readsPackets: z
            .boolean()
            .default(true)
            .describe('Whether it reads the frames it drops; only of weight where DMA leaves them in memory.'),
          counterReadingsMs: z
            .number()
            .min(1)
            .max(3_600_000)
            .optional()
            .describe(
              'Milliseconds from one reading of the NICs’ counters to the next by the first thread that forwards, as in VPP without worker threads (12,000). Counts with native and direct, and data planes that poll. Default: another core reads them.',
            ),
          retpoline: z.boolean().default(false).describe('Kernel with retpolines: what its indirect calls add to each packet.'),
          transmitHoldUs: z
            .number()
            .min(0)
            .max(10000)
            .default(0)
            .describe(
              'Frames are gathered for so long, or until transmitHoldPackets, before they are sent, microseconds; 0: sent at the end of each burst.',
            ),
          transmitHoldPackets: z.int().min(1).max(4096).default(384).describe('Packets gathered at most before they are sent.'),
        }),
        z.strictObject({
          kind: z.literal('request-server').describe('Answers requests.'),
          serviceUs: z.number().min(0).max(1e6).default(20).describe('Mean CPU time of one request, microseconds.'),
          serviceDistribution: z.enum(['constant', 'exponential']).default('exponential').describe('Distribution of the service time.'),
        }),
      ])
      .default({ kind: 'sockets' })
      .describe('What the guests run.'),
  })
  .describe('A group of equal virtual machines.');

const frameBytes = z.int().min(64).max(9022).describe('Ethernet frame with its check sequence, bytes.');

const frameSizeKinds = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), frameBytes: frameBytes.default(1518) }),
  z.strictObject({ kind: z.literal('imix').describe('7 x 64, 4 x 594, 1 x 1518 bytes (simple IMIX).') }),
  z.strictObject({
    kind: z.literal('empirical'),
    sizes: z
      .array(z.strictObject({ frameBytes, weight: z.number().positive().max(1e9) }))
      .min(1)
      .max(256),
  }),
]);

export const frameSizeSchema = frameSizeKinds.default({ kind: 'fixed', frameBytes: 1518 }).describe('Frame sizes.');

export const gapDistributionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('exponential').describe('As Poisson traffic.') }),
    z.strictObject({
      kind: z.literal('lognormal'),
      sigma: z.number().min(0.001).max(6).default(1).describe('Standard deviation of the logarithm of a gap.'),
    }),
    z.strictObject({
      kind: z.literal('weibull'),
      shape: z.number().min(0.1).max(100).default(1).describe('1: exponential; below: clustered; above: regular.'),
    }),
    z.strictObject({
      kind: z.literal('quantiles').describe('As measured: each gap is one of the values, all of them equally probable.'),
      values: z
        .array(z.number().min(0).max(1e16))
        .min(1)
        .max(1025)
        .refine((values) => (values.at(-1) ?? 0) > 0 && values.every((value, i) => value >= (values[i - 1] ?? 0)), {
          error: (): string => words().problems.schema.rules.quantiles,
        })
        .describe('Ascending, in any unit: the load sets their mean.'),
    }),
  ])
  .default({ kind: 'exponential' })
  .describe('Distribution of the gaps between packets, each drawn by itself; the load sets their mean.');

const base64Column = z.string().max(LONGEST_COLUMN);

export const recordingSchema = z
  .strictObject({
    capture: namedCaptureSchema.optional(),
    durationNs: z.int().min(1).max(1e16).default(1).describe('Length of the recording, ns.'),
    gapsNs: base64Column
      .default('')
      .describe('Time of each packet since the one before (of the first: since the start), ns; LEB128 numbers in Base64.'),
    frameBytes: base64Column.default('').describe('Frame of each packet with its check sequence, bytes; LEB128 numbers in Base64.'),
  })
  .describe('Recorded packets of a flow; `lab import CAPTURE` writes them.');

const loadUnits = ['percent-of-line-rate', 'packets-per-second', 'megabits-per-second'] as const;

const openLoop = {
  load: z.number().min(0).max(1e9).default(50).describe('Offered load, in loadUnit.'),
  loadUnit: z
    .enum(loadUnits)
    .default('percent-of-line-rate')
    .describe('Unit of load. Line rate is that of all ports used, with preamble and gap; megabits count frame bytes.'),
  loadScope: z
    .enum(['total', 'each-vm'])
    .default('total')
    .describe('Whether load is shared equally by the VMs of the flow, or is for each.'),
  size: frameSizeSchema,
};

export const trafficSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('constant').describe('Equal gaps.'),
      ...openLoop,
      burstPackets: z
        .int()
        .min(1)
        .max(4096)
        .default(1)
        .describe('Packets that are sent back to back, as generators do; their bursts come at equal gaps.'),
    }),
    z.strictObject({ kind: z.literal('poisson').describe('Exponential gaps.'), ...openLoop }),
    z.strictObject({
      kind: z.literal('on-off').describe('Exponential bursts and pauses; constant rate inside a burst.'),
      ...openLoop,
      onUs: z.number().min(1).max(1e7).default(500).describe('Mean burst length, microseconds.'),
      offUs: z.number().min(0).max(1e7).default(500).describe('Mean pause, microseconds.'),
    }),
    z.strictObject({
      kind: z.literal('fitted').describe('Gaps of a distribution, such as one fitted to a capture.'),
      ...openLoop,
      gaps: gapDistributionSchema,
    }),
    z.strictObject({
      kind: z.literal('replay').describe('The packets of a recording, with their sizes and gaps.'),
      load: openLoop.load.default(1).describe('Offered load, in loadUnit.'),
      loadUnit: z
        .enum(['times-recorded', ...loadUnits])
        .default('times-recorded')
        .describe('Unit of load. times-recorded: times the rate of the recording, all gaps scaled alike; 1 replays it exactly.'),
      loadScope: openLoop.loadScope.default('each-vm'),
      size: frameSizeKinds.optional().describe('Frame sizes in place of the recorded ones. Default: as recorded.'),
      repeat: z.boolean().default(true).describe('The recording begins again when it is over.'),
      start: z
        .enum(['random', 'beginning'])
        .default('random')
        .describe(
          'Where in the recording a replication begins: at a random time, which the replays of a scenario share, or at its beginning.',
        ),
      recording: recordingSchema,
    }),
    z.strictObject({
      kind: z.literal('request-response').describe('Closed loop: each VM has n requests outstanding; the peer is an ideal host.'),
      outstanding: z.int().min(1).max(10000).default(16).describe('Requests outstanding for each VM.'),
      connection: z
        .enum(['kept', 'each-request'])
        .default('kept')
        .describe('each-request: each request opens a TCP connection and closes it; its latency is that of request and answer.'),
      clientUs: z
        .number()
        .min(0)
        .max(1e6)
        .default(0)
        .describe('each-request: time of the client between its segments (opened, asked, closed, opened again), microseconds.'),
      requestBytes: z.int().min(64).max(9022).default(128).describe('Request frame, bytes.'),
      responseBytes: z.int().min(64).max(1048576).default(1518).describe('Response, bytes; cut into frames of at most mtuBytes + 18.'),
      mtuBytes: z.int().min(576).max(9000).default(1500).describe('Largest packet, bytes.'),
      thinkUs: z
        .number()
        .min(0)
        .max(1e7)
        .default(0)
        .describe('Mean (exponential) pause between an answer and the next request, microseconds.'),
      retryMs: z
        .number()
        .min(0.1)
        .max(60000)
        .default(200)
        .describe('A lost request or answer is tried again after this time, milliseconds.'),
    }),
    z.strictObject({
      kind: z.literal('tcp-stream').describe('Bulk TCP: window, acknowledgements, loss recovery.'),
      connections: z.int().min(1).max(1000).default(1).describe('Connections of each VM.'),
      windowKib: z.number().min(2).max(65536).default(256).describe('Largest window of a connection, KiB.'),
      mtuBytes: z.int().min(576).max(9000).default(1500).describe('Largest packet, bytes.'),
      segmentationOffload: z
        .boolean()
        .default(true)
        .describe('The sender hands down segments of up to 64 KiB (TSO) where the technique can.'),
      receiveOffload: z.boolean().default(true).describe('The receiver merges segments of a poll (LRO/GRO).'),
      messageBytes: z
        .int()
        .min(1)
        .max(1048576)
        .default(65536)
        .describe('Bytes of each send call of a sending VM; a unit of several calls costs each of them.'),
      segmentsPerAck: z.int().min(1).max(64).default(2).describe('Segments acknowledged at once.'),
      retransmitMs: z.number().min(0.1).max(60000).default(1).describe('Time until a lost segment is sent again, milliseconds.'),
    }),
  ])
  .describe('Traffic of a flow.');

export const flowSchema = z
  .strictObject({
    name: name.describe('Name of the flow.'),
    direction: z
      .enum(['receive', 'transmit', 'vm-to-vm', 'forward'])
      .default('receive')
      .describe('receive: wire to VM; transmit: VM to wire; vm-to-vm: from group `vms` to group `toVms`; forward: wire to VM and back.'),
    vms: name.describe('VM group of the flow.'),
    toVms: name.optional().describe('Receiving VM group (vm-to-vm).'),
    traffic: trafficSchema,
  })
  .describe('A flow: the same traffic for every VM of a group.');

export const techniqueChoiceSchema = z
  .strictObject({
    name: z.enum(techniqueNames).describe('Technique.'),
    label: z.string().min(1).max(64).optional().describe('Name shown in results; needed when a technique stands twice. Default: its name.'),
    options: z
      .strictObject({
        interruptPosting: z.boolean().optional().describe('direct, sriov: overrides host.iommu.interruptPosting.'),
        exitlessInterrupts: z
          .boolean()
          .optional()
          .describe(
            'direct, sriov: a running guest takes its device’s interrupts and ends them without an exit and without posting hardware (ELI).',
          ),
        iommuMode: z.enum(iommuModes).optional().describe('direct, sriov, native: overrides host.iommu.mode.'),
        workerCores: z
          .int()
          .min(1)
          .max(64)
          .optional()
          .describe(
            'Cores of the software data path: driver domain (xen-split-driver), poll-mode switch (vhost-user); others: the network cores used.',
          ),
        dataPlacement: z
          .enum(['reuse', 'copy'])
          .optional()
          .describe('vmdq: frames land in guest memory (grant reuse, default) or are copied for each queue.'),
        transmitBatch: z
          .int()
          .min(1)
          .max(1024)
          .optional()
          .describe('emulated: units for each tail write of the guest’s driver (default 1; netmap’s driver writes once for a batch).'),
        accessPrevention: z
          .boolean()
          .optional()
          .describe('vhost-net: supervisor access prevention (SMAP) of the host, where the cost model’s processor has it. Default: on.'),
        mappedMetadata: z
          .boolean()
          .optional()
          .describe('vhost-net: the worker maps the metadata of the ring once (Linux 5.2) and checks no access to it. Default: no.'),
        switch: z.enum(pollModeSwitches).optional().describe('vhost-user: which poll-mode switch. Default: ovs-dpdk.'),
        zeroCopyTransmit: z.boolean().optional().describe('vhost-net: transmit without the copy from guest memory.'),
        grants: z
          .enum(grantModes)
          .optional()
          .describe(
            'xen-split-driver: who moves a packet between guest and driver domain. hypervisor: grant copy on receive, grant map on transmit (default); guest-copy: the guest’s CPU makes the copy on receive; headers: as hypervisor, but what is sent stays where it is and only headers are copied; persistent: pages stay shared, both sides copy.',
          ),
        coalesceReceive: z
          .boolean()
          .optional()
          .describe('xen-split-driver: netback fills whole pages on receive, one grant operation for each, and not one for each frame.'),
        aggregatePackets: z
          .int()
          .min(1)
          .max(64)
          .optional()
          .describe('xen-split-driver: packets that cross between driver domain and guest in one container. Default: 1, none.'),
        driverPlacement: z
          .enum(['domain', 'hypervisor'])
          .optional()
          .describe(
            'xen-split-driver: where the fast path of the NIC driver runs: in the driver domain (default), or in the hypervisor (TwinDrivers).',
          ),
        dmaProtection: z
          .enum(['iommu', 'hypervisor'])
          .optional()
          .describe(
            'direct, sriov: what keeps a guest’s DMA within its memory: the IOMMU (default), or the hypervisor, which checks each descriptor in a hypercall (CDNA).',
          ),
      })
      .prefault({}),
  })
  .describe('A technique with its options.');

export const settingValueSchema = z.union([z.number(), z.string().max(64), z.boolean()]);

export const sweepAxisSchema = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .describe('Setting to vary: a path such as flows.0.traffic.load, costs.vm.exit, nic.profile, techniques.0.options.iommuMode.'),
    values: z.array(settingValueSchema).min(1).max(1000).describe('Values: numbers in the unit of the setting, words, or true and false.'),
  })
  .describe('One axis of a sweep; several axes make their product, without what method.constraints leave out.');

const settingPath = z.string().min(1).max(200);

export const conditionSchema = z.strictObject({
  path: settingPath.describe('Setting that is compared, swept or not; `technique` is the label of the technique of a point.'),
  op: z
    .enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'not-in'])
    .describe('How it is compared; <, <=, >, >= compare numbers; in and not-in take a list.'),
  value: z
    .union([settingValueSchema, z.array(settingValueSchema).max(1000)])
    .optional()
    .describe('What it is compared with: give this or valueAt.'),
  valueAt: settingPath.optional().describe('Setting that it is compared with, by its path.'),
});

export const constraintSchema = conditionSchema
  .extend({
    if: z.array(conditionSchema).max(16).default([]).describe('The constraint counts only for points that meet all of these.'),
  })
  .describe('A condition that every point of a sweep must meet.');

export const dmaSchema = z
  .strictObject({
    operation: z
      .enum(['read', 'write', 'write-then-read', 'command-read'])
      .default('read')
      .describe('write-then-read: a read of what was just written; command-read: a read of at most 8 bytes without the DMA engine.'),
    measure: z
      .enum(['latency', 'bandwidth'])
      .default('bandwidth')
      .describe('latency: one transfer at a time; bandwidth: as many in flight as the device keeps.'),
    transferBytes: z.int().min(1).max(4096).default(64).describe('Payload of a transfer, bytes.'),
    windowKib: z.int().min(1).max(1048576).default(8).describe('Host memory that the transfers touch, KiB.'),
    pattern: z
      .enum(['random', 'sequential'])
      .default('random')
      .describe('Where in the window a transfer begins: at any cache line, or behind the one before.'),
    cache: z
      .enum(['warm', 'cold'])
      .default('warm')
      .describe('warm: the window is in the last-level cache as far as it fits; cold: none of it is.'),
    socket: z
      .enum(['local', 'remote'])
      .default('local')
      .describe('Whether the window is memory of the device’s own socket or of the other.'),
    inFlight: z.int().min(1).max(4096).optional().describe('Transfers in flight when bandwidth is measured. Default: of the NIC profile.'),
  })
  .describe('Transfers of a DMA benchmark.');

/** Metrics whose precision may end the addition of replications: all but what is offered. */
export const stoppingMetrics = [
  'deliveredPps',
  'deliveredBps',
  'lossRatio',
  'latencyMeanNs',
  'latencyP50Ns',
  'latencyP95Ns',
  'latencyP99Ns',
  'latencyP999Ns',
  'cyclesPerPacket',
  'cpuUtilization',
  'exitsPerSecond',
  'interruptsPerSecond',
  'jainIndex',
  'weightedJainIndex',
] as const;
export type StoppingMetric = (typeof stoppingMetrics)[number];

export const stoppingRuleSchema = z
  .strictObject({
    metrics: z
      .array(z.enum(stoppingMetrics))
      .min(1)
      .max(stoppingMetrics.length)
      .default(['deliveredPps', 'latencyMeanNs'])
      .describe('Metrics that must be known well enough, each of them.'),
    relativeHalfWidth: z
      .number()
      .min(0.0001)
      .max(0.5)
      .default(0.02)
      .describe('Half-width of the 95 % interval of each metric that is small enough, in parts of its mean: 0.02 is ± 2 %.'),
    minReplications: z
      .int()
      .min(2)
      .max(1000)
      .default(10)
      .describe('Fewest replications of a point; method.replications counts where it is more. Few make the interval small by chance.'),
    maxReplications: z.int().min(2).max(1000).default(100).describe('Most replications of a point.'),
    maxSimulatedMs: z
      .number()
      .min(0.1)
      .max(6e8)
      .optional()
      .describe('Most simulated time of a point, all replications together, milliseconds. Default: no limit of its own.'),
  })
  .describe('Adds replications to each point until its metrics are known well enough.');
export type StoppingRule = z.output<typeof stoppingRuleSchema>;

export const methodSchema = z
  .strictObject({
    kind: z
      .enum(['fixed-load', 'sweep', 'dma-benchmark', ...measuringKinds])
      .default('fixed-load')
      .describe(
        'dma-benchmark: the NIC itself reads and writes host memory over PCIe and through the IOMMU; there are no VMs and no flows. rfc2544-*, mlrsearch, vm-scaling, noisy-neighbour and fairness look for loads by trials (see docs/methods.md).',
      ),
    ...goalSchemas,
    dma: dmaSchema.optional().describe('Transfers of a DMA benchmark; of no other kind.'),
    sweep: z.array(sweepAxisSchema).max(64).default([]).describe('Axes of a sweep or of a DMA benchmark; empty for a fixed load.'),
    constraints: z
      .array(constraintSchema)
      .max(64)
      .default([])
      .describe('Conditions of a sweep: combinations of values that do not meet all of them are left out.'),
    order: z
      .enum(['planned', 'longest-first', 'shuffled'])
      .default('longest-first')
      .describe(
        'In which order points are simulated; results do not depend on it. longest-first: the run ends soonest; planned: as the sweep has them; shuffled: at random, by the seed.',
      ),
    durationMs: z.number().min(0.1).max(600000).default(50).describe('Simulated time of a replication, milliseconds, with warm-up.'),
    warmup: z
      .union([z.literal('automatic'), z.number().min(0).max(600000)])
      .default('automatic')
      .describe('Start of the run left out of the figures: found by MSER-5, or milliseconds.'),
    replications: z
      .int()
      .min(1)
      .max(1000)
      .default(5)
      .describe('Independent replications of each point; with method.stopping the fewest, if more than its own.'),
    stopping: stoppingRuleSchema.optional(),
    rareEvents: z
      .enum(['as-they-come', 'once'])
      .default('as-they-come')
      .describe(
        'What comes less than twice in so short a run (readings of the NICs’ counters). as-they-come: at random; once: in each replication once, in its third quarter, which shows the longest delays; medians are then those of a long run, but averages and high percentiles weigh it too much.',
      ),
    seed: z.int().min(0).max(4294967295).default(1).describe('Seed of all random streams.'),
    confirmBottleneck: z
      .boolean()
      .default(true)
      .describe('Run each point again with its busiest resources 10 % faster, to confirm the bottleneck and rank what relieves it.'),
    costDraws: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .describe(
        'Draws of the uncertain costs from their ranges, each simulated at each point, for intervals that hold what the costs are not known to; 39 give 95 %. 0: none.',
      ),
  })
  .describe('How the scenario is run.');

export const scenarioSchema = z
  .strictObject({
    format: z.literal(SCENARIO_FORMAT).default(SCENARIO_FORMAT),
    version: z.literal(SCENARIO_VERSION).default(SCENARIO_VERSION),
    name: z.string().min(1).max(120).default('Untitled scenario').describe('Title.'),
    description: z.string().max(4000).default('').describe('What the scenario shows.'),
    costModel: z.string().default('kvm-2017').describe('Cost model (see `lab profiles`): an era and its machine.'),
    costs: z
      .record(z.string(), z.number().min(0).max(1e9))
      .default({})
      .describe('Cost parameters set by hand, by name, in their own unit.'),
    sources: z
      .record(z.string().max(200), valueSourceSchema)
      .optional()
      .describe('Where values come from that stand in place of those of a profile or of the cost model, by path: costs.vm.exit.'),
    profiles: ownProfilesSchema
      .optional()
      .describe(
        'Profiles of your own: copies of profiles of the catalogue with values changed, named in host.profile, nic.profile and costModel as these are.',
      ),
    host: hostSchema.prefault({}),
    nic: nicSchema.prefault({}),
    vms: z.array(vmGroupSchema).max(64).default([]).describe('VM groups; none for a DMA benchmark.'),
    flows: z.array(flowSchema).max(64).default([]).describe('Flows; none for a DMA benchmark.'),
    techniques: z.array(techniqueChoiceSchema).min(1).max(32),
    method: methodSchema.prefault({}),
  })
  .describe('An IOVLab scenario.');

/** A scenario with every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;
/** A scenario as written by a person: defaults may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema> & { vms: z.input<typeof vmGroupSchema>[]; flows: z.input<typeof flowSchema>[] };
export type VmGroup = Scenario['vms'][number];
export type Flow = Scenario['flows'][number];
export type Traffic = Flow['traffic'];
export type OpenLoopTraffic = Extract<Traffic, { load: number }>;
export type FrameSize = z.output<typeof frameSizeKinds>;
export type GapDistribution = z.output<typeof gapDistributionSchema>;
export type Recording = z.output<typeof recordingSchema>;
export type ReplayTraffic = Extract<Traffic, { kind: 'replay' }>;
export type TechniqueChoice = Scenario['techniques'][number];
export type SettingValue = z.output<typeof settingValueSchema>;
export type Condition = z.output<typeof conditionSchema>;
export type Constraint = z.output<typeof constraintSchema>;
export type SweepAxis = Scenario['method']['sweep'][number];
export type DmaTransfers = z.output<typeof dmaSchema>;
export type IommuMode = Scenario['host']['iommu']['mode'];
