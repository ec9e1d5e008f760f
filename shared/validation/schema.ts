/**
 * An experiment of the validation: a published measurement, and how the simulator is asked for the same quantity. Plain JSON, one file each in the
 * folder `validation`. Three kinds: `simulation` runs scenarios, `cost` compares a number that the simulator takes as an input, and `outside` says
 * why a measurement is beyond the domain of applicability.
 */
import { z } from 'zod';
import { flowMetricNames, metricNames } from '../result/schema.ts';
import { publishedExperiment, publishedPoint } from './published.ts';

const words = z.string().min(1).max(200);

export const readingSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('metric').describe('A metric of the results.'),
      metric: z.enum(metricNames),
      vms: words.optional().describe('VM group whose frames, exits and interrupts count. Default: all.'),
    }),
    z.strictObject({
      kind: z.literal('flow-metric').describe('A metric of one flow of the scenario, over all its VMs.'),
      metric: z.enum(flowMetricNames),
      flow: words.describe('Name of the flow.'),
    }),
    z.strictObject({
      kind: z.literal('latency-quantile').describe('Latency that a share of the frames does not exceed, ns.'),
      probability: z.number().gt(0).max(1),
    }),
    z.strictObject({
      kind: z.literal('latency-share').describe('Share of the frames with a latency in a range.'),
      fromNs: z.number().min(0).default(0),
      toNs: z.number().positive().max(1e12).default(1e12),
    }),
    z.strictObject({
      kind: z.literal('cycles-per-packet').describe('Busy cycles for each delivered frame.'),
      actor: words.optional().describe('Who spends them, as the results name it. Default: all.'),
      activity: words.optional().describe('On what. Default: everything.'),
      except: words.optional().describe('Activity that does not count: `empty polls`.'),
    }),
    z.strictObject({
      kind: z
        .literal('cycles-per-exit')
        .describe('Time of the guest’s cores in which no guest runs, in cycles, for each exit; idle time counts.'),
    }),
    z.strictObject({
      kind: z.literal('core-utilization').describe('Share of the time that cores are busy, mean over them.'),
      role: words.optional().describe('Role of the cores, as the results name it: guest, network, driver domain. Default: all cores.'),
      actor: words.optional().describe('Share of the time that one actor takes. Default: all.'),
    }),
    z.strictObject({ kind: z.literal('exits').describe('Exits, 1/s.'), reason: words.optional().describe('Default: all.') }),
    z.strictObject({ kind: z.literal('interrupts').describe('Interrupts, 1/s.'), interrupt: words.optional().describe('Default: all.') }),
  ])
  .describe('A quantity of a simulation.');
export type Reading = z.output<typeof readingSchema>;

/** What is simulated: the experiment's scenario, or another one, with settings changed, and one of its techniques. */
const configuration = {
  scenario: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('A scenario as a user writes it (see `lab schema`). Default: that of the experiment.'),
  set: z
    .record(words, z.union([z.number(), z.boolean(), z.string().max(200), z.array(z.number()).max(512)]))
    .optional()
    .describe('Settings changed, by path, as with `lab run --set`: {"flows.0.traffic.load": 40}.'),
  technique: words.optional().describe('Label or name of a technique of the scenario. May be left out where it has only one.'),
};

const configurationSchema = z.strictObject(configuration);
export type Configuration = z.output<typeof configurationSchema>;

export const measureSchema = z
  .strictObject({
    read: readingSchema,
    ratioTo: configurationSchema.optional().describe('The quantity is divided by that of this configuration, on the same random streams.'),
    differenceFrom: configurationSchema.optional().describe('That of this configuration is taken off, on the same random streams.'),
    inverse: z.boolean().default(false).describe('One over the quantity: time for each packet from a rate. Before the scale.'),
    scale: z.number().default(1).describe('To the published unit: 1e-6 from pps to Mpps.'),
    offset: z.number().default(0).describe('Added after the scale: -100 makes a gain in percent of 100 times a ratio.'),
  })
  .describe('How the published quantity is read from simulations.');
export type Measure = z.output<typeof measureSchema>;

const outside = z.string().min(1).max(1000).optional().describe('Why this point is not compared: the reason, for a person.');

const simulationSchema = z.strictObject({
  ...publishedExperiment,
  kind: z.literal('simulation').describe('Scenarios are simulated and read.'),
  scenario: configuration.scenario.describe(
    'A scenario as a user writes it (see `lab schema`), of one load. May be left out where each point has its own.',
  ),
  measure: measureSchema,
  points: z
    .array(
      z.strictObject({
        ...publishedPoint,
        ...configuration,
        measure: measureSchema.optional().describe('Where the point measures something else than the experiment.'),
        loadShare: z
          .number()
          .gt(0)
          .max(2)
          .optional()
          .describe('Load of the point as a share of what is delivered at the load of the scenario, which is above capacity.'),
        outside,
      }),
    )
    .min(1)
    .max(1000),
});

const costName = z.union([words, z.array(words).min(1).max(32)]);

const costSchema = z.strictObject({
  ...publishedExperiment,
  kind: z.literal('cost').describe('The published number is an input of the simulator: a parameter of a cost model.'),
  costModel: words.describe('Cost model (see `lab profiles`).'),
  scale: z.number().default(1).describe('From the unit of the parameter to the published unit.'),
  points: z
    .array(
      z.strictObject({
        ...publishedPoint,
        parameter: costName.optional().describe('Parameter, or parameters that add up. Left out where `outside` says why.'),
        costModel: words.optional().describe('Where it differs from that of the experiment.'),
        outside,
      }),
    )
    .min(1)
    .max(1000),
});

const outsideSchema = z.strictObject({
  ...publishedExperiment,
  kind: z.literal('outside').describe('Beyond the domain of applicability: not compared.'),
  reason: z.string().min(1).max(1000).describe('Why, for a person.'),
  points: z.array(z.strictObject(publishedPoint)).min(1).max(1000),
});

export const experimentSchema = z.discriminatedUnion('kind', [simulationSchema, costSchema, outsideSchema]);
export type Experiment = z.output<typeof experimentSchema>;
export type SimulationExperiment = z.output<typeof simulationSchema>;
export type CostExperiment = z.output<typeof costSchema>;
export type OutsideExperiment = z.output<typeof outsideSchema>;
