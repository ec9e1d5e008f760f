/**
 * What each benchmark method is asked for. Defaults are those of the method's document, with trials scaled to what a simulation can do: every departure
 * is listed with the result.
 */
import { z } from 'zod';

/** Methods that look for a load by trials. */
export const measuringKinds = [
  'rfc2544-throughput',
  'rfc2544-latency',
  'rfc2544-frame-loss',
  'rfc2544-back-to-back',
  'rfc2544-recovery',
  'mlrsearch',
  'vm-scaling',
  'noisy-neighbour',
  'fairness',
] as const;
export type MeasuringKind = (typeof measuringKinds)[number];

export const frameMixes = ['imix', 'imix-csit'] as const;

export const frameChoiceSchema = z.union([z.int().min(64).max(9022), z.enum(frameMixes)]);
/** Frame with its check sequence, bytes, or a mix. */
export type FrameChoice = z.output<typeof frameChoiceSchema>;

const durationMs = (byDefault: number) => z.number().min(0.1).max(600000).default(byDefault);
const repetitions = (byDefault: number) => z.int().min(1).max(1000).default(byDefault);
const lossPercent = z.number().min(0).max(99).default(0.5).describe('Loss that the throughput may have, percent of the offered frames.');

export const trialsSchema = z
  .strictObject({
    frameSizes: z
      .array(frameChoiceSchema)
      .min(1)
      .max(16)
      .optional()
      .describe(
        'Frame sizes, each a point of its own: bytes, imix (7 x 64, 4 x 594, 1 x 1518) or imix-csit (28 x 64, 16 x 570, 4 x 1518). Default: those of RFC 2544; 64, imix-csit, 1518 and 9000 for mlrsearch; the flows’ own for vm-scaling, noisy-neighbour, fairness and rfc2544-recovery.',
      ),
    settleMs: z
      .number()
      .min(0)
      .max(60000)
      .default(2000)
      .describe('Longest wait for frames under way after the sources stopped, milliseconds; RFC 2544: 2 s.'),
    minimumLoadPps: z
      .number()
      .min(1)
      .max(1e9)
      .default(9001)
      .describe('Smallest load that mlrsearch, vm-scaling and noisy-neighbour try, frames per second; 9,001 in FD.io CSIT.'),
    maximumLoadPps: z
      .number()
      .min(1)
      .max(1e9)
      .optional()
      .describe('Largest load, frames per second. Default: the theoretical maximum of the wire; needed for traffic between VMs.'),
    mostTrials: z.int().min(1).max(100000).default(1000).describe('Trials after which mlrsearch gives up what it has not found.'),
  })
  .describe('Trials of a benchmark method.');

export const throughputSchema = z
  .strictObject({
    durationMs: durationMs(20).describe('Trial that confirms the throughput, simulated milliseconds; RFC 2544: 60 s.'),
    searchDurationMs: durationMs(5).describe('Trials of the search, simulated milliseconds.'),
    resolutionPercent: z.number().min(0.01).max(50).default(0.5).describe('Where the search ends, percent of the largest load.'),
    attempts: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .describe('Trials of a load with loss, in all; one without loss counts (max(r) of ETSI GS NFV-TST 009). 1: plain RFC 2544.'),
  })
  .describe('Search for the RFC 2544 throughput.');

export const latencySchema = z
  .strictObject({
    durationMs: durationMs(20).describe('Trial at the throughput, simulated milliseconds; RFC 2544: 120 s.'),
    repetitions: repetitions(20).describe('Trials; RFC 2544: at least 20.'),
  })
  .describe('RFC 2544 latency, at the throughput that is searched first.');

export const frameLossSchema = z
  .strictObject({
    durationMs: durationMs(20).describe('Trial, simulated milliseconds; RFC 2544: 60 s.'),
    stepPercent: z.number().min(0.1).max(50).default(10).describe('Step from the largest load down, percent of it; RFC 2544: at most 10.'),
  })
  .describe('RFC 2544 frame loss rate.');

export const backToBackSchema = z
  .strictObject({
    longestBurstFrames: z
      .int()
      .min(2)
      .max(10_000_000)
      .default(50_000)
      .describe('Longest burst tried, frames; RFC 2544: 2 s at the wire’s rate.'),
    repetitions: repetitions(5).describe('Repetitions; RFC 2544: at least 50.'),
  })
  .describe('RFC 2544 back-to-back frames with the corrected buffer time of RFC 9004.');

export const recoverySchema = z
  .strictObject({
    overloadMs: durationMs(20).describe('Overload, simulated milliseconds; RFC 2544: 60 s.'),
    observedMs: durationMs(20).describe('Time at the reduced load, simulated milliseconds.'),
    overloadPercent: z.number().min(100).max(1000).default(110).describe('Overload, percent of the throughput, at most the largest load.'),
    reducedPercent: z.number().min(1).max(100).default(50).describe('Load after it, percent of the overload.'),
    repetitions: repetitions(5).describe('Repetitions.'),
  })
  .describe('RFC 2544 system recovery.');

export const mlrSearchSchema = z
  .strictObject({
    trialMs: durationMs(5).describe('Full-length trial, simulated milliseconds; FD.io CSIT: 1 s.'),
    durationSumTrials: z.int().min(1).max(1000).default(21).describe('Duration sum of each load, in full-length trials; FD.io CSIT: 21.'),
    exceedRatio: z
      .number()
      .min(0)
      .max(0.99)
      .default(0.5)
      .describe('Share of the duration sum that may have more loss than the goal allows.'),
    widthPercent: z.number().min(0.01).max(50).default(0.5).describe('Distance of the bounds, percent of the upper.'),
    goals: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(32).describe('Name of the goal.'),
          lossPercent: z.number().min(0).max(99).describe('Loss that a trial may have, percent of the offered frames.'),
        }),
      )
      .min(1)
      .max(8)
      .default([
        { name: 'NDR', lossPercent: 0 },
        { name: 'PDR', lossPercent: 0.5 },
      ])
      .describe('Goals, searched together. The point’s other figures are at the first that has a result.'),
  })
  .describe('MLRsearch (draft-ietf-bmwg-mlrsearch-15).');

export const scalingSchema = z
  .strictObject({
    counts: z
      .array(z.int().min(1).max(1024))
      .min(2)
      .max(16)
      .default([1, 2, 4, 8, 16])
      .describe('VMs, ascending; it ends one step behind the knee.'),
    vms: z.string().optional().describe('Group whose count changes. Default: the first.'),
    lossPercent,
    kneePercent: z
      .number()
      .min(1)
      .max(100)
      .default(50)
      .describe('The knee: the throughput grows by less than this, percent of the growth of the VMs.'),
    trialMs: durationMs(5).describe('Trial, simulated milliseconds.'),
  })
  .describe('Throughput against the number of VMs, up to the knee.');

export const noisyNeighbourSchema = z
  .strictObject({
    neighbour: z.string().optional().describe('Flow of the neighbour; all others are the victims’. Default: the last flow.'),
    levelsPercent: z
      .array(z.number().min(0).max(1000))
      .min(2)
      .max(16)
      .default([0, 50, 100, 150])
      .describe('Loads of the neighbour, percent of its share by weight of what all carry together; ascending from 0.'),
    victimPercent: z.number().min(1).max(100).default(50).describe('Load of the victims for latency, percent of their own share.'),
    lossPercent,
    trialMs: durationMs(5).describe('Trial, simulated milliseconds.'),
  })
  .describe('Victims beside a neighbour that takes more and more.');

export const fairnessSchema = z
  .strictObject({
    loadPercent: z.number().min(1).max(1000).default(100).describe('Load of all together, percent of the largest load.'),
    durationMs: durationMs(20).describe('Trial, simulated milliseconds.'),
  })
  .describe('How what an overloaded system carries is shared.');

/** Goals by method, under their key in `method`. */
export const goalSchemas = {
  trials: trialsSchema.optional(),
  throughput: throughputSchema.optional(),
  latency: latencySchema.optional(),
  frameLoss: frameLossSchema.optional(),
  backToBack: backToBackSchema.optional(),
  recovery: recoverySchema.optional(),
  mlrSearch: mlrSearchSchema.optional(),
  scaling: scalingSchema.optional(),
  noisyNeighbour: noisyNeighbourSchema.optional(),
  fairness: fairnessSchema.optional(),
} as const;
export type GoalKey = keyof typeof goalSchemas;

/** Blocks of goals that a method reads, besides `trials`. */
export const goalsOfKind: Readonly<Record<MeasuringKind, readonly Exclude<GoalKey, 'trials'>[]>> = {
  'rfc2544-throughput': ['throughput'],
  'rfc2544-latency': ['throughput', 'latency'],
  'rfc2544-frame-loss': ['frameLoss'],
  'rfc2544-back-to-back': ['throughput', 'backToBack'],
  'rfc2544-recovery': ['throughput', 'recovery'],
  mlrsearch: ['mlrSearch'],
  'vm-scaling': ['scaling'],
  'noisy-neighbour': ['noisyNeighbour'],
  fairness: ['fairness'],
};

export function isMeasuring(kind: string): kind is MeasuringKind {
  return (measuringKinds as readonly string[]).includes(kind);
}
