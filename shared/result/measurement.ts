/** What a benchmark method measured at a point: written by the experiment layer, read by tables, charts and reports. */
import { z } from 'zod';

/** A trial, whatever method made it. Rates are of the measured traffic: all its interfaces and directions together. */
export const measuredTrialSchema = z.strictObject({
  /** `search`, `confirmation`, `latency`: what the trial was made for. */
  purpose: z.string(),
  /** Offered, frames per second. */
  loadPps: z.number(),
  /** Offered by traffic that is not measured, frames per second. */
  backgroundPps: z.number().optional(),
  /** VMs that had traffic, where a method changes their number. */
  vms: z.int().optional(),
  /** Time of sending, s. */
  durationS: z.number(),
  lossRatio: z.number(),
  forwardingRatePps: z.number(),
  /** Frames that stood in growing queues when the sources stopped; they count as lost. */
  queuedFrames: z.number(),
  /** Verdict of the method; null for a trial that only observes. */
  passed: z.boolean().nullable(),
});
export type MeasuredTrial = z.infer<typeof measuredTrialSchema>;

/** Of all frames of a trial, ns. */
export const latencyFiguresSchema = z.strictObject({
  samples: z.number(),
  minimumNs: z.number(),
  averageNs: z.number(),
  maximumNs: z.number(),
  p50Ns: z.number(),
  p90Ns: z.number(),
  p99Ns: z.number(),
  p999Ns: z.number(),
  p9999Ns: z.number(),
});

/** What a figure must be read with, and the trials behind it. */
const common = {
  /** `64 bytes`, `IMIX (CSIT)`. */
  frames: z.string(),
  /** Mean frame with its check sequence, bytes. */
  meanFrameBytes: z.number(),
  /** Theoretical maximum of the wire for the measured traffic, or the load that the scenario sets as maximum, frames per second. */
  maximumPps: z.number(),
  /** Whether `maximumPps` is that of the wire. */
  maximumIsWire: z.boolean(),
  /** Directions of the measured traffic, and ports that carry it. Loads are those of all together. */
  directions: z.array(z.string()),
  interfaces: z.int(),
  /** Where the trials depart from the method's document. */
  deviations: z.array(z.string()),
  trials: z.array(measuredTrialSchema),
  /** Why the method has no result here; null when it has. */
  failure: z.string().nullable(),
};

const rate = z.number().nullable();

export const goalResultSchema = z.strictObject({
  name: z.string(),
  finalTrialDurationS: z.number(),
  durationSumS: z.number(),
  lossRatio: z.number(),
  exceedRatio: z.number(),
  width: z.number(),
  /** Relevant bounds and conditional throughput, frames per second. */
  lowerPps: rate,
  upperPps: rate,
  throughputPps: rate,
  /** The maximum load itself is a lower bound. */
  irregular: z.boolean(),
  failure: z.string().nullable(),
});

export const measurementSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('throughput'),
    ...common,
    /** RFC 2544 section 26.1, frames per second. */
    throughputPps: rate,
    /** Smallest load with loss, frames per second. */
    lowestLossPps: rate,
    attempts: z.int(),
    resolution: z.number(),
  }),
  z.strictObject({ kind: z.literal('mlrsearch'), ...common, goals: z.array(goalResultSchema) }),
  z.strictObject({
    kind: z.literal('latency'),
    ...common,
    throughputPps: rate,
    /** Mean latency of one tagged frame of each trial (RFC 2544 section 26.2), ns. */
    taggedAverageNs: z.number().nullable(),
    /** Trials that had a tagged frame. */
    taggedFrames: z.int(),
    /** Of all frames of all trials. */
    allFrames: latencyFiguresSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('frame-loss'),
    ...common,
    /** Highest load without loss of those tried, frames per second. */
    losslessPps: rate,
  }),
  z.strictObject({
    kind: z.literal('back-to-back'),
    ...common,
    throughputPps: rate,
    /** Longest burst without loss, frames, over the repetitions; null where the wire's rate is carried. */
    burst: z.strictObject({ repetitions: z.int(), average: z.number(), minimum: z.number(), maximum: z.number() }).nullable(),
    /** RFC 9004: time that the burst lasts, and what of it was buffered, s. */
    impliedBufferS: z.number().nullable(),
    correctedBufferS: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('system-recovery'),
    ...common,
    throughputPps: rate,
    overloadPps: rate,
    reducedPps: rate,
    /** From the drop of the load to the last lost frame, s. */
    recovery: z.strictObject({ repetitions: z.int(), averageS: z.number(), minimumS: z.number(), maximumS: z.number() }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('vm-scaling'),
    ...common,
    /** Loss that a throughput may have. */
    lossRatio: z.number(),
    steps: z.array(
      z.strictObject({
        vms: z.int(),
        throughputPps: rate,
        jainIndex: z.number(),
        /** Growth of the throughput over that of the VMs since the step before: 1 is linear; null for the first. */
        scaling: z.number().nullable(),
      }),
    ),
    /** VMs beyond which the throughput no longer grows by the threshold; null when it grew to the last step. */
    kneeVms: z.int().nullable(),
    kneeThreshold: z.number(),
    /** Why there are no steps with more VMs; null when it ended behind the knee or at the last. */
    limit: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('noisy-neighbour'),
    ...common,
    victims: z.array(z.string()),
    neighbour: z.string(),
    /** What all carry together when they offer by their weights, the neighbour's part of it, and what the victims offer for latency, frames per second. */
    capacityPps: rate,
    neighbourSharePps: rate,
    victimLoadPps: rate,
    levels: z.array(
      z.strictObject({
        /** Load of the neighbour over its share. */
        share: z.number(),
        neighbourPps: z.number(),
        victimLossRatio: z.number(),
        p50Ns: z.number().nullable(),
        p99Ns: z.number().nullable(),
        p999Ns: z.number().nullable(),
        /** Highest load of the victims without loss, frames per second. */
        ndrPps: rate,
        /** p99 here over p99 without the neighbour. */
        interference: z.number().nullable(),
        /** Krebs’ I_QoS: relative change of the mean latency over relative change of the whole load; 0 is isolated. */
        qosImpact: z.number().nullable(),
      }),
    ),
    /** Krebs’ metrics by workload ratios; null where the neighbour’s loads do not reach far enough. */
    isolation: z.strictObject({
      end: z.number().nullable(),
      base: z.number().nullable(),
      integralBase: z.number().nullable(),
      integralFree: z.number().nullable(),
    }),
  }),
  z.strictObject({
    kind: z.literal('fairness'),
    ...common,
    loadPps: rate,
    shares: z.array(
      z.strictObject({ name: z.string(), weight: z.number(), offeredPps: z.number(), receivedPps: z.number(), share: z.number() }),
    ),
    /** Of what is received of what was offered, and of what is received by weight. */
    jainIndex: z.number(),
    weightedJainIndex: z.number(),
    /** Least and largest share of all that is received. */
    minimumShare: z.number(),
    maximumShare: z.number(),
  }),
]);
export type Measurement = z.infer<typeof measurementSchema>;
export type MeasurementKind = Measurement['kind'];
export type MeasurementOf<Kind extends MeasurementKind> = Extract<Measurement, { kind: Kind }>;
