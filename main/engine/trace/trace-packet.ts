/** The way of one packet of a replication, replayed from the seed: found by its latency in a first pass, followed in a second. */
import { dataPath, partsOf } from '../../../shared/data-path/data-path.ts';
import type { Part } from '../../../shared/data-path/parts.ts';
import type { PacketTrace } from '../../../shared/result/packet-trace.ts';
import { buildMachine } from '../build-machine.ts';
import type { RunRecord, SimulationTask } from '../run-record.ts';
import { runMachine } from '../simulate.ts';
import { packetAtLatency, packetAtQuantile, quantileOf, surveyLatencies } from './latency-survey.ts';
import { PacketFollower, type FollowedStep } from './packet-follower.ts';
import { watchingParts, type PacketIdentity } from './watching-machine.ts';

/** Which packet: at a quantile of the latencies (0..1), nearest to a latency, or by itself. */
export type PacketWish = { readonly quantile: number } | { readonly latencyNs: number } | { readonly packet: PacketIdentity };

export interface Traced {
  readonly trace: PacketTrace;
  /** Of the traced run: the same as without a trace. */
  readonly record: RunRecord;
}

/** Null when there is no such packet. For open networks: a DMA benchmark has no packets, and a refused technique none either. */
export function tracePacket(task: SimulationTask, wish: PacketWish): Traced | null {
  const survey = surveyLatencies(task);
  const found =
    'packet' in wish ? wish.packet : 'quantile' in wish ? packetAtQuantile(survey, wish.quantile) : packetAtLatency(survey, wish.latencyNs);
  if (!found) return null;
  const follower = new PacketFollower(found);
  const machine = buildMachine(task, watchingParts(follower));
  follower.watch(machine);
  const record = runMachine(machine, task);
  if (follower.vm < 0) return null;
  const latencyNs = follower.endNs - follower.createdNs;
  const parts = partsOf(dataPath(task.scenario, task.technique));
  return {
    record,
    trace: {
      technique: task.technique.label ?? task.technique.name,
      replication: task.replication,
      packet: { source: found.source, number: found.number },
      vm: machine.vms[follower.vm].name,
      bytes: follower.bytes,
      frames: follower.frames,
      outcome: follower.outcome,
      createdNs: follower.createdNs,
      latencyNs,
      quantile: follower.outcome === 'delivered' ? quantileOf(survey, latencyNs) : null,
      steps: [...follower.steps.map(({ place, ...step }) => ({ ...step, part: partOf(parts, step, place) })), ...lossOf(parts, follower)],
    },
  };
}

function partOf(parts: readonly Part[], { stage, kind, context }: Omit<FollowedStep, 'place'>, place: string): string {
  const fits = parts.filter((part) => {
    if (place !== '') return part.places.includes(place);
    if (kind === 'work') return part.stages.includes(stage) && (part.contexts === null || part.contexts.test(context));
    return part.stages.includes(stage);
  });
  return fits[0]?.id ?? '';
}

/** A packet that is lost ends in a step of no time, at the place of the loss. */
function lossOf(parts: readonly Part[], { outcome, lostAt, endNs }: PacketFollower): PacketTrace['steps'] {
  if (outcome !== 'lost') return [];
  const part = parts.find(({ places }) => places.includes(lostAt))?.id ?? '';
  return [
    {
      stage: 'lost',
      kind: 'wait',
      part,
      where: lostAt,
      context: '',
      core: null,
      fromNs: endNs,
      toNs: endNs,
      pieces: [{ reason: `lost: ${lostAt}`, ns: 0 }],
      cycles: [],
    },
  ];
}
