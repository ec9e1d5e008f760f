/** A capture as traffic of a scenario, as it is proposed to a person: what is in it, how its frames are mapped to VMs, and the flows that come of it. */
import { z } from 'zod';
import { capturePartFields } from '../scenario/named-capture.ts';
import { flowSchema, vmGroupSchema } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';

export const gapFamilies = ['exponential', 'lognormal', 'weibull', 'quantiles'] as const;
export type GapFamily = (typeof gapFamilies)[number];

export const captureOptionsSchema = z.strictObject({
  ...capturePartFields,
  as: z.enum(['replay', 'fitted']).default('replay').describe('replay: packet by packet; fitted: distributions of sizes and gaps.'),
  gaps: z.enum(gapFamilies).optional().describe('Distribution of fitted gaps. Default: chosen by its fit.'),
});
export type CaptureOptions = z.output<typeof captureOptionsSchema>;

export const fittedFamilySchema = z.strictObject({
  kind: z.enum(['exponential', 'lognormal', 'weibull']),
  /** Sigma of the logarithm, or shape; null: it has none. */
  parameter: z.number().nullable(),
  /** Akaike's criterion: less is better. */
  aic: z.number(),
  /** Kolmogorov-Smirnov distance to the measured gaps, 0..1. */
  distance: z.number(),
});
export type FittedFamily = z.output<typeof fittedFamilySchema>;

export const gapFitSchema = z.strictObject({
  chosen: z.enum(gapFamilies),
  /** Empty where there are too few gaps to tell. */
  families: z.array(fittedFamilySchema),
  /** Of a gap with the next, -1..1. */
  correlation: z.number(),
  gaps: z.int(),
});
export type GapFit = z.output<typeof gapFitSchema>;

export const captureRowSchema = z.strictObject({
  /** What its frames have in common. */
  label: z.string(),
  packets: z.int(),
  /** With check sequences. */
  bytes: z.number(),
  fit: gapFitSchema,
});
export type CaptureRow = z.output<typeof captureRowSchema>;

export const captureProposalSchema = z.strictObject({
  fileName: z.string(),
  format: z.enum(['pcap', 'pcapng']),
  packets: z.int(),
  durationNs: z.number(),
  /** Means over the duration: frames per second, bits of frames per second, bytes of a frame. */
  meanPps: z.number(),
  meanBps: z.number(),
  meanFrameBytes: z.number(),
  /** Packets that the replay takes. */
  taken: z.int(),
  /** What was changed or left out, in sentences. */
  remarks: z.array(z.string()),
  /** Part of the frames of each size. */
  sizes: z.array(z.strictObject({ frameBytes: z.number(), share: z.number() })),
  /** Gaps between all frames: quantiles at equal distances from 0 to 1, ns; and those of the fitted distribution. */
  gapsNs: z.array(z.number()),
  fittedGapsNs: z.array(z.number()),
  fit: gapFitSchema,
  /** Each with its flow, in the same order. */
  rows: z.array(captureRowSchema),
  vms: z.array(vmGroupSchema),
  flows: z.array(flowSchema),
});
export type CaptureProposal = z.output<typeof captureProposalSchema>;

/** `Weibull, shape 0.6`. */
export function familyWords({ kind, parameter }: FittedFamily): string {
  const texts = words().capture.families;
  const value = parameter === null ? '' : digits(parameter);
  switch (kind) {
    case 'exponential':
      return texts.exponential;
    case 'lognormal':
    case 'weibull':
      return texts[kind](value);
  }
}
