/** The record of a simulation that was made elsewhere: checked before it is merged with others. */
import { z } from 'zod';
import type { RunRecord } from '../../engine/run-record.ts';
import { firstProblem } from './task-schema.ts';

const { array, int, number, string } = z;
const latencies = {
  latencyCount: number(),
  latencySumNs: number(),
  latencyBuckets: array(int()),
  latencyCounts: array(number()),
};
const traffic = {
  offeredFrames: number(),
  deliveredFrames: number(),
  deliveredBytes: number(),
  lostFrames: number(),
  ...latencies,
};
const drops = array(z.looseObject({ place: string(), frames: number() }));
const cycles = array(z.looseObject({ actor: string(), activity: string(), cycles: number() }));

/** Every field of a record: the compiler finds one that is missing here. */
const recordFields = {
  refusal: string().nullable(),
  frequencyGhz: number(),
  windowNs: number(),
  warmupNs: number(),
  vms: array(
    z.looseObject({ name: string(), weight: number(), ...traffic, exits: number(), interrupts: number(), cycles: number(), drops }),
  ),
  flows: array(
    z.looseObject({
      ...traffic,
      vm: int(),
      flow: int(),
      accounting: z.looseObject({ offered: number(), delivered: number(), lost: number() }),
    }),
  ),
  contexts: array(z.looseObject({ name: string(), core: int(), cycles })),
  accounting: z.looseObject({
    inFlightStart: number(),
    offered: number(),
    delivered: number(),
    lost: number(),
    inFlightEnd: number(),
  }),
  drops,
  queues: array(z.looseObject({ place: string(), queues: int(), capacity: number(), meanPackets: number(), mostPackets: number() })),
  cycles,
  busyCycles: number(),
  cpuUtilization: number(),
  stages: array(z.looseObject({ stage: string(), sumNs: number() })),
  exits: array(z.looseObject({ reason: string(), count: number() })),
  interrupts: array(z.looseObject({ kind: string(), count: number() })),
  copies: array(z.looseObject({ place: string(), count: number() })),
  resources: array(
    z.looseObject({
      name: string(),
      kind: z.enum(['core', 'link', 'pcie', 'nic', 'iotlb']),
      utilization: number(),
      lever: string().nullable(),
      note: string(),
    }),
  ),
  levers: array(z.looseObject({ lever: string(), title: string(), advice: string(), utilization: number() })),
  series: array(z.looseObject({ endNs: number(), delivered: number(), latencySumNs: number() })),
  events: number(),
  frames: number(),
  fingerprint: string(),
  trial: z
    .looseObject({
      sendingNs: number(),
      settledNs: number(),
      taggedLatencyNs: number().nullable(),
      lastLossNs: number().nullable(),
      flows: array(
        z.looseObject({
          vm: int(),
          flow: int(),
          quarters: array(z.looseObject({ latencyCount: number(), latencySumNs: number() })),
          inFlightAtStop: number(),
        }),
      ),
    })
    .exactOptional(),
  bound: z
    .looseObject({
      deliveredPps: number(),
      limits: array(z.looseObject({ lever: string(), title: string(), resources: array(string()), gainPercent: number() })),
      latencyNs: number(),
      utilizations: array(z.looseObject({ lever: string(), title: string(), utilization: number() })),
    })
    .nullable()
    .exactOptional(),
} satisfies Record<keyof RunRecord, z.ZodType>;

export const runRecordSchema: z.ZodType<RunRecord> = z.looseObject(recordFields);

/** Throws an error that says what is wrong with it. */
export function readRecord(data: unknown): RunRecord {
  const parsed = runRecordSchema.safeParse(data);
  if (!parsed.success) throw new Error(`it is no record of this version: ${firstProblem(parsed.error)}`);
  return parsed.data;
}
