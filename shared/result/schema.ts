/** Results of a run: flat records, one for each point (settings x technique). Written by the lab, read by charts, tables and reports. */
import { z } from 'zod';
import { provenanceSchema } from '../catalogue/profiles.ts';
import { scenarioSchema, settingValueSchema, stoppingMetrics } from '../scenario/schema.ts';
import { measurementSchema } from './measurement.ts';

/** Interval that holds the uncertainty of the costs and of the replications; the mean lies in it. */
export const uncertaintySchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  /** Draws of the uncertain costs that it rests on. */
  draws: z.int(),
  /** With which a further draw of the costs lies in it: 0.95 from 39 draws on. */
  probability: z.number(),
});

/**
 * Mean over replications, half-width of the 95 % confidence interval (Student t over the replications), and unit. The interval is null with one replication,
 * and for latencies of an unstable point: they grow with the length of the run, and replications of one length would pretend a precision.
 */
export const metricSchema = z.strictObject({
  mean: z.number(),
  ci95: z.number().nullable(),
  unit: z.string(),
  /** Of a percentile: some replication has fewer than ten samples beyond it, too few to trust it. Left out where there are enough. */
  tooFewSamples: z.literal(true).optional(),
  /** Of points whose scenario draws its costs (`method.costDraws`). */
  uncertainty: uncertaintySchema.optional(),
});
export type Metric = z.infer<typeof metricSchema>;

/** Metrics of a point and of each VM. */
export const metricNames = [
  'offeredPps',
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

/** Metrics of a flow of one VM: those that belong to frames. */
export const flowMetricNames = [
  'offeredPps',
  'deliveredPps',
  'deliveredBps',
  'lossRatio',
  'latencyMeanNs',
  'latencyP50Ns',
  'latencyP95Ns',
  'latencyP99Ns',
  'latencyP999Ns',
] as const satisfies readonly MetricName[];
export type MetricName = (typeof metricNames)[number];

const metrics = z.record(z.string(), metricSchema);

/** Frames, summed over replications, whole run: offered + inFlightStart = delivered + lost + inFlightEnd. */
export const accountingSchema = z.strictObject({
  inFlightStart: z.number(),
  offered: z.number(),
  delivered: z.number(),
  lost: z.number(),
  inFlightEnd: z.number(),
});

/** Lost frames by place, and its share of the loss. */
const drops = z.array(z.strictObject({ place: z.string(), framesPerSecond: z.number(), share: z.number() }));

export const bottleneckSchema = z.strictObject({
  /** Resource that limits the point, or null when the offered load is delivered. */
  resource: z.string().nullable(),
  /** The finding in one sentence. */
  sentence: z.string(),
  /** Whether making the resource 10 % faster was measured to help. */
  confirmed: z.boolean(),
  /** Changes by measured gain of delivered throughput, best first. */
  knobs: z.array(
    z.strictObject({ resource: z.string(), advice: z.string(), gainPercent: z.number(), measure: z.enum(['throughput', 'latency']) }),
  ),
});

/** Why the figures of a point depend on how long it ran, or are of a system that loses what it is offered. */
export const overloadCauses = ['loss', 'growing-latency'] as const;

/** Of points with `method.stopping`: what ended the addition of replications. */
export const stoppingSchema = z.strictObject({
  /** precision: every chosen metric is known well enough; maximum: the most replications or simulated time; unstable: more would not help. */
  reason: z.enum(['precision', 'maximum', 'unstable']),
  /** The chosen metric that is known least. */
  metric: z.enum(stoppingMetrics),
  /** Half-width of its interval in parts of its mean; null where it has none. */
  relativeHalfWidth: z.number().nullable(),
});
export type OverloadCause = (typeof overloadCauses)[number];
export type Stopping = z.infer<typeof stoppingSchema>;

/** How a point came into its steady state: for a Welch plot. */
export const warmupSchema = z.strictObject({
  /** Length of a slice of the run, ms. */
  sliceMs: z.number(),
  /** Mean latency of each slice over the replications, ns, to four digits; of a slice in which nothing was delivered that of the one before. */
  latencyNs: z.array(z.number()),
  /** What each replication left out, ms, in their order. */
  cutsMs: z.array(z.number()),
});
export type Warmup = z.infer<typeof warmupSchema>;
/** What no simulation of a point exceeds, by operational analysis of the least work that a packet takes (docs/model.md). */
export const boundSchema = z.strictObject({
  /** Frames per second at most. */
  deliveredPps: z.number(),
  /** What sets it, the strongest first; empty: no resource, but what is offered or what closed loops ask for. */
  limits: z.array(
    z.strictObject({
      lever: z.string(),
      /** `guest cores`, `the wire`. */
      title: z.string(),
      /** The saturated ones: `core 3 (guest)`. */
      resources: z.array(z.string()),
      /** By how much the bound were higher with them 10 % faster. */
      gainPercent: z.number(),
    }),
  ),
  /** Mean latency at least, ns: the way without any waiting. */
  latencyNs: z.number(),
  /** Highest utilization at the bound, 0..1, by kind of resource, the busiest first. */
  utilizations: z.array(z.strictObject({ lever: z.string(), title: z.string(), utilization: z.number() })),
});
export type Bound = z.infer<typeof boundSchema>;

/** Metrics whose change is screened. */
export const screenedMetrics = ['deliveredPps', 'latencyMeanNs', 'cyclesPerPacket'] as const satisfies readonly MetricName[];
export type ScreenedMetric = (typeof screenedMetrics)[number];

/** Which costs a point depends on, found by setting each to both ends of its range, one at a time, with the packets of the first replication. */
export const sensitivitySchema = z.strictObject({
  /** Uncertain costs that change what is simulated, the largest change first. */
  costs: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string(),
      provenance: provenanceSchema,
      value: z.number(),
      /** Ends of the range, in the unit. */
      low: z.number(),
      high: z.number(),
      /** Relative change of each metric at both ends; null where the metric was 0. */
      changes: z.array(z.strictObject({ metric: z.enum(screenedMetrics), atLow: z.number().nullable(), atHigh: z.number().nullable() })),
      /** Size of the largest of these changes. */
      largest: z.number(),
    }),
  ),
  /** Uncertain costs of the cost model that change nothing here. */
  unused: z.int(),
});
export type Sensitivity = z.infer<typeof sensitivitySchema>;

/** What a change is judged by: the first where more is asked for than carried, else the second; all are told. */
export const whatNextMetrics = ['deliveredBps', 'latencyMeanNs', 'cyclesPerPacket'] as const satisfies readonly MetricName[];
export type WhatNextMetric = (typeof whatNextMetrics)[number];

/** Changes that a person can make to a point, each simulated with the same packets in all replications. */
export const whatNextSchema = z.strictObject({
  /** What the changes are ranked by: more throughput, or less latency. */
  measure: z.enum(['deliveredBps', 'latencyMeanNs']),
  replications: z.int(),
  /** The largest gain first; without those that change nothing. */
  changes: z.array(
    z.strictObject({
      title: z.string(),
      /** What it changes in the scenario, by path. */
      settings: z.array(z.strictObject({ path: z.string(), value: settingValueSchema })),
      /** Change of each metric, percent: mean of the paired differences and half-width of its 95 % interval; null: nothing to relate to. */
      effects: z.array(z.strictObject({ metric: z.enum(whatNextMetrics), percent: z.number().nullable(), ci95: z.number().nullable() })),
    }),
  ),
  /** Changes that the hardware or the rest of the scenario does not allow. */
  impossible: z.array(z.strictObject({ title: z.string(), reason: z.string() })),
});
export type WhatNext = z.infer<typeof whatNextSchema>;

/**
 * What the settings and uncertain costs of a point do to it: elementary effects (Morris), each for the whole range of a factor and relative to the figure
 * of the point, with the packets of the first replication.
 */
export const parameterScreeningSchema = z.strictObject({
  trajectories: z.int(),
  /** The largest effect first. */
  factors: z.array(
    z.strictObject({
      /** `nic.ringDescriptors`, `costs.vm.exit`. */
      path: z.string(),
      kind: z.enum(['setting', 'cost']),
      low: settingValueSchema,
      high: settingValueSchema,
      effects: z.array(
        z.strictObject({
          metric: z.enum(screenedMetrics),
          /** mu: mean of the effects. */
          mean: z.number(),
          /** mu*: mean of their sizes. */
          meanSize: z.number(),
          /** sigma: standard deviation of the effects. */
          deviation: z.number(),
          /** Effects that these rest on. */
          count: z.int(),
        }),
      ),
      /** Largest mean size over the metrics. */
      largest: z.number(),
    }),
  ),
  /** Settings and costs that change nothing at either end of their ranges. */
  unused: z.int(),
});
export type ParameterScreening = z.infer<typeof parameterScreeningSchema>;

export const pointSchema = z.strictObject({
  /** Stable identity: technique label and settings. */
  id: z.string(),
  /** Swept settings of the point, by path. */
  settings: z.record(z.string(), settingValueSchema),
  /** Label of the technique choice. */
  technique: z.string(),
  /** Name of the technique. */
  techniqueName: z.string(),
  replications: z.int(),
  /** Latency grew without bound, or more than 0.1 % was lost: figures are of an overloaded system. */
  overloaded: z.boolean(),
  /** Which of both; left out in results of earlier versions. */
  overloadCauses: z.array(z.enum(overloadCauses)).optional(),
  /** Warm-up left out, ms, largest over the replications. */
  warmupMs: z.number(),
  metrics,
  /** Numbers of the replications, and the value of each metric in each of them: for differences by pairs. Left out in results of earlier versions. */
  replicationValues: z
    .strictObject({ numbers: z.array(z.int()), values: z.partialRecord(z.enum(metricNames), z.array(z.number())) })
    .optional(),
  /** Of points with `method.stopping`. */
  stopping: stoppingSchema.optional(),
  /** Left out in results of earlier versions. */
  warmup: warmupSchema.optional(),
  vms: z.array(z.strictObject({ name: z.string(), metrics, drops: drops.default([]) })),
  /** Each flow of the scenario by the VM on whose account it goes. Empty in results of earlier versions. */
  flows: z
    .array(
      z.strictObject({
        name: z.string(),
        direction: z.enum(['receive', 'transmit', 'vm-to-vm', 'forward']),
        vm: z.string(),
        metrics,
        accounting: accountingSchema,
      }),
    )
    .default([]),
  /** Lost frames by place. */
  drops,
  /**
   * Queues by the place where they lose what finds no room, seen at drawn moments: packets in one of them, mean over queues, moments and replications, and
   * the most that was seen. Empty for points that a benchmark method measured, and in results of earlier versions.
   */
  queues: z
    .array(z.strictObject({ place: z.string(), queues: z.int(), capacity: z.number(), meanPackets: z.number(), mostPackets: z.number() }))
    .default([]),
  /** Busy cycles for each delivered frame, by who spent them and on what; they sum to cyclesPerPacket. */
  cycles: z.array(z.strictObject({ actor: z.string(), activity: z.string(), cyclesPerPacket: z.number(), share: z.number() })),
  /** Mean time of a delivered frame in each stage, ns; they sum to latencyMeanNs. */
  stages: z.array(z.strictObject({ stage: z.string(), meanNs: z.number() })),
  exits: z.array(z.strictObject({ reason: z.string(), perSecond: z.number() })),
  interrupts: z.array(z.strictObject({ kind: z.string(), perSecond: z.number() })),
  /** Copies of frame bytes for each delivered frame, by place and temperature. */
  copies: z.array(z.strictObject({ place: z.string(), perPacket: z.number() })),
  /** Utilization 0..1 of cores, links, PCIe directions; hit ratio for the IOTLB. */
  resources: z.array(
    z.strictObject({ name: z.string(), kind: z.enum(['core', 'link', 'pcie', 'nic', 'iotlb']), utilization: z.number(), note: z.string() }),
  ),
  /** What ran on each core: share of the core's time, 0..1, in all and by actor and activity. Empty in results of earlier versions. */
  contexts: z
    .array(
      z.strictObject({
        name: z.string(),
        core: z.int(),
        utilization: z.number(),
        activities: z.array(z.strictObject({ actor: z.string(), activity: z.string(), utilization: z.number() })),
      }),
    )
    .default([]),
  /**
   * Latency distribution of delivered frames: cumulative probability at each latency, ns, with its 95 % band: at each latency by itself, Student t over the
   * replications. Without a band with one replication, for unstable points, and in results of earlier versions.
   */
  latencyCdf: z.array(z.strictObject({ ns: z.number(), probability: z.number(), low: z.number().optional(), high: z.number().optional() })),
  bottleneck: bottleneckSchema,
  accounting: accountingSchema,
  /** Things to know when reading the point: too few samples, outside the domain of applicability. */
  remarks: z.array(z.string()),
  /** Analytic bound; null where it cannot be told, absent in results of earlier versions. */
  bound: boundSchema.nullable().optional(),
  /** Of points that were screened. */
  sensitivity: sensitivitySchema.optional(),
  /** Of points that a benchmark method measured: the other figures are those at the load that it found. */
  measurement: measurementSchema.optional(),
  /** Of points for which it was asked. */
  whatNext: whatNextSchema.optional(),
  parameters: parameterScreeningSchema.optional(),
  /** Reason when the technique cannot be used in this scenario; the figures are then empty. */
  refusal: z.string().nullable(),
});
export type PointResult = z.infer<typeof pointSchema>;

export const runResultSchema = z.strictObject({
  scenario: scenarioSchema,
  engineVersion: z.string(),
  seed: z.int(),
  /** Whether the run was cancelled before all points were done. */
  complete: z.boolean(),
  points: z.array(pointSchema),
});
export type RunResult = z.infer<typeof runResultSchema>;
