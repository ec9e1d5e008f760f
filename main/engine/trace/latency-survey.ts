/** First pass of a trace: every packet that was delivered in the measurement window with its latency, to find the one that is asked for. */
import { buildMachine } from '../build-machine.ts';
import type { RunRecord, SimulationTask } from '../run-record.ts';
import { runMachine } from '../simulate.ts';
import { watchingParts, type PacketIdentity } from './watching-machine.ts';

interface Sample extends PacketIdentity {
  readonly latencyNs: number;
  readonly deliveredNs: number;
}

export interface LatencySurvey {
  readonly record: RunRecord;
  /** By latency, the shortest first; equal ones in the order of delivery. */
  readonly samples: readonly Sample[];
}

export function surveyLatencies(task: SimulationTask): LatencySurvey {
  const identities: PacketIdentity[] = [];
  const samples: Sample[] = [];
  const parts = watchingParts({
    created: (packet, identity) => (identities[packet] = identity),
    delivered: (packet) => {
      const { stampNs, createdNs } = parts.packets;
      samples.push({ ...identities[packet], latencyNs: stampNs[packet] - createdNs[packet], deliveredNs: parts.loop.nowNs });
    },
  });
  const record = runMachine(buildMachine(task, parts), task);
  return {
    record,
    samples: samples.filter(({ deliveredNs }) => deliveredNs >= record.warmupNs).toSorted((one, other) => one.latencyNs - other.latencyNs),
  };
}

/** The packet at a quantile, 0..1, as the inverse of the empirical distribution; null when none was delivered. */
export function packetAtQuantile({ samples }: LatencySurvey, quantile: number): Sample | null {
  return samples[Math.min(samples.length - 1, Math.max(0, Math.ceil(quantile * samples.length) - 1))] ?? null;
}

/** The packet whose latency is nearest to the one asked for. */
export function packetAtLatency({ samples }: LatencySurvey, latencyNs: number): Sample | null {
  return samples.reduce<Sample | null>(
    (best, one) => (best === null || Math.abs(one.latencyNs - latencyNs) < Math.abs(best.latencyNs - latencyNs) ? one : best),
    null,
  );
}

/** Share of the samples that were no slower. */
export function quantileOf({ samples }: LatencySurvey, latencyNs: number): number {
  return samples.filter((one) => one.latencyNs <= latencyNs).length / samples.length;
}
