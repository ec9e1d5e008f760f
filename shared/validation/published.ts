/** A published measurement as the literature gives it: what was set up, what was measured, and how near a simulation has to come. */
import { z } from 'zod';
import { provenanceSchema } from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';

export const toleranceSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('relative'),
      value: z.number().positive().max(10).describe('Largest difference as a share of the published value.'),
    }),
    z.strictObject({
      type: z.literal('absolute'),
      value: z.number().positive().max(1e12).describe('Largest difference, in the unit of the published value.'),
    }),
  ])
  .describe('How far a simulated value may be from the published one.');
export type Tolerance = z.output<typeof toleranceSchema>;

export const boundSchema = z
  .enum(['min', 'max'])
  .describe('The published value is a lower (min) or an upper (max) bound: a simulated value inside it has no error.');
export type Bound = z.output<typeof boundSchema>;

/** Further figures that sources give beside the value; they are recorded and not compared. */
const furtherFigures = {
  min: z.number().optional(),
  max: z.number().optional(),
  sd: z.number().optional(),
  transactionsPerSecond: z.number().optional(),
  instructionsPerPacket: z.number().optional(),
  hypervisor: z.number().optional(),
  driverDomain: z.number().optional(),
  guest: z.number().optional(),
};

/** Fields of a published point; it has a label or an x. */
export const publishedPoint = {
  label: z.string().min(1).max(200).optional().describe('What sets the point apart, in words.'),
  x: z.number().optional().describe('What sets the point apart, as a number: the value of the experiment’s x.'),
  y: z.number().describe('Published value, in the unit of the experiment.'),
  repeats: z
    .array(z.number())
    .min(1)
    .max(100)
    .optional()
    .describe(
      'What the same source published for the same point at other times: an order that they do not keep counts as a tie. No verdict depends on them.',
    ),
  tolerance: toleranceSchema,
  provenance: provenanceSchema.optional().describe('Where it differs from that of the experiment.'),
  source: z.string().max(500).optional().describe('Where it differs from that of the experiment.'),
  bound: boundSchema.optional(),
  note: z.string().max(1000).optional(),
  ...furtherFigures,
};

/** Fields of a published experiment, besides its points. */
export const publishedExperiment = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: () => words().validation.problems.identity })
    .describe('Identity; the file is called so.'),
  title: z.string().min(1).max(300),
  source: z.string().min(1).max(1000),
  provenance: provenanceSchema,
  setup: z
    .strictObject({
      cpu: z.string().max(500).optional(),
      nic: z.string().max(500).optional(),
      hypervisor: z.string().max(500).optional(),
      workload: z.string().max(500).optional(),
      frameSize: z.string().max(500).optional(),
      vms: z.string().max(500).optional(),
    })
    .describe('What the source says of the machine and the workload.'),
  techniques: z.array(z.string().min(1).max(200)).min(1).max(32).describe('Techniques in the words of the source.'),
  metric: z.string().min(1).max(300).describe('What was measured.'),
  unit: z.string().min(1).max(300),
  x: z.strictObject({ name: z.string().max(200), unit: z.string().max(200) }).describe('What varies between the points.'),
  role: z.enum(['calibrate', 'predict']).describe('Whether costs may be fitted to it, or it must be predicted.'),
  notes: z.string().max(4000),
};

/** The label of a point, or its x with unit. */
export function pointTitle(
  point: { readonly label?: string | undefined; readonly x?: number | undefined },
  x: { readonly unit: string },
): string {
  if (point.label !== undefined) return point.label;
  return [point.x ?? '', x.unit].filter((part) => part !== '').join(' ');
}
