/** Latency at the throughput: one tagged frame of each trial, as RFC 2544 section 26.2 has it, and all frames of all trials beside it. */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';
import type { TrialLatency } from '../trial-measurer.ts';

export interface LatencyTest {
  readonly frames: FrameSize | null;
  readonly throughputPps: number;
  readonly durationS: number;
  readonly repetitions: number;
}

export interface MeasuredLatency {
  /** Mean over the tagged frames that arrived, ns. */
  readonly taggedAverageNs: number | null;
  readonly taggedFrames: number;
  /** Percentiles are the means of those of the trials, weighted by their samples; the ends are those of all. */
  readonly allFrames: TrialLatency | null;
}

export async function measureLatency(
  log: TrialLog,
  { frames, throughputPps, durationS, repetitions }: LatencyTest,
): Promise<MeasuredLatency> {
  const tagged: number[] = [];
  const latencies: TrialLatency[] = [];
  for (let number = 0; number < repetitions; number++) {
    const { taggedLatencyNs, latency } = await log.measure('latency', { loadPps: throughputPps, durationS, frames });
    if (taggedLatencyNs !== null) tagged.push(taggedLatencyNs);
    if (latency) latencies.push(latency);
  }
  return {
    taggedAverageNs: tagged.length === 0 ? null : tagged.reduce((sum, value) => sum + value, 0) / tagged.length,
    taggedFrames: tagged.length,
    allFrames: together(latencies),
  };
}

function together(latencies: readonly TrialLatency[]): TrialLatency | null {
  if (latencies.length === 0) return null;
  const samples = latencies.reduce((sum, latency) => sum + latency.samples, 0);
  const mean = (figure: keyof TrialLatency) => latencies.reduce((sum, latency) => sum + latency[figure] * latency.samples, 0) / samples;
  return {
    samples,
    minimumNs: Math.min(...latencies.map(({ minimumNs }) => minimumNs)),
    averageNs: mean('averageNs'),
    maximumNs: Math.max(...latencies.map(({ maximumNs }) => maximumNs)),
    p50Ns: mean('p50Ns'),
    p90Ns: mean('p90Ns'),
    p99Ns: mean('p99Ns'),
    p999Ns: mean('p999Ns'),
    p9999Ns: mean('p9999Ns'),
  };
}
