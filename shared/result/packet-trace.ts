/** The way of one packet, step by step: where it was, what it waited for, who worked on it. */
import { z } from 'zod';
import { words } from '../texts/words.ts';

/** A piece of a step: what happened, for how long. */
export const tracePieceSchema = z.strictObject({
  reason: z.string(),
  ns: z.number(),
});

export const traceStepSchema = z.strictObject({
  /** Stage of the latency that the time counts to. */
  stage: z.string(),
  /** wait: in a queue; work: a context works on its batch; way: wire, NIC, bus. */
  kind: z.enum(['wait', 'work', 'way']),
  /** Part of the data path, or empty: none of them. */
  part: z.string(),
  /** Name of the queue or of what works: `vm-1 tap`, `receive`. */
  where: z.string(),
  /** Context and its core where something works, or will; empty and null on the way. */
  context: z.string(),
  core: z.int().nullable(),
  /** Simulated time, ns since the start of the run; each step begins where the one before it ends. */
  fromNs: z.number(),
  toNs: z.number(),
  /** Why it took so long, in order; they sum to the step. */
  pieces: z.array(tracePieceSchema),
  /** Cycles spent on this very packet. */
  cycles: z.array(z.strictObject({ actor: z.string(), activity: z.string(), cycles: z.number() })),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

export const packetTraceSchema = z.strictObject({
  technique: z.string(),
  replication: z.int(),
  /** The same packet under another technique: the how-manieth of which source. */
  packet: z.strictObject({ source: z.int(), number: z.int() }),
  vm: z.string(),
  bytes: z.number(),
  frames: z.number(),
  /** lost: `where` of the last step says where; merged: it went on in another packet of its connection; under way: the run ended first. */
  outcome: z.enum(['delivered', 'lost', 'merged', 'under way']),
  createdNs: z.number(),
  /** Until it was delivered, or as far as it came. */
  latencyNs: z.number(),
  /** Share of the packets of the measurement window that were no slower; null: it was not delivered. */
  quantile: z.number().nullable(),
  steps: z.array(traceStepSchema),
});
export type PacketTrace = z.infer<typeof packetTraceSchema>;

/** Reasons of a step for a person: in order when there are few; else each once with its times together, the longest first, and the rest in one. */
export function gatheredPieces(pieces: TraceStep['pieces'], most = 8): readonly { readonly reason: string; readonly ns: number }[] {
  if (pieces.length <= most) return pieces;
  const { repeated, otherReasons } = words().packetTrace;
  const sum = (some: TraceStep['pieces']): number => some.reduce((total, { ns }) => total + ns, 0);
  const gathered = [...Map.groupBy(pieces, ({ reason }) => reason)]
    .map(([reason, same]) => ({ reason: same.length > 1 ? repeated(reason, same.length) : reason, ns: sum(same) }))
    .toSorted((one, other) => other.ns - one.ns);
  if (gathered.length <= most) return gathered;
  const rest = gathered.slice(most - 1);
  return [...gathered.slice(0, most - 1), { reason: otherReasons(rest.length), ns: sum(rest) }];
}
