/** Frames of an open-loop flow: what is set for it, or what its recording holds. */
import { packetsOf } from './recording.ts';
import type { FrameSize, OpenLoopTraffic, Recording } from './schema.ts';

/** Sizes that a distribution tells apart. */
export const MOST_SIZES = 64;

export function framesOf(traffic: OpenLoopTraffic): FrameSize {
  return traffic.kind === 'replay' ? (traffic.size ?? recordedFrames(traffic.recording)) : traffic.size;
}

const known = new WeakMap<Recording, FrameSize>();

function recordedFrames(recording: Recording): FrameSize {
  const found = known.get(recording) ?? sizeDistribution(packetsOf(recording).frameBytes);
  known.set(recording, found);
  return found;
}

/**
 * The sizes by how often they occur. Where there are more than 64, neighbours are put together at quantiles, each with the mean of its frames, so that
 * the mean of all is kept to half a byte.
 */
export function sizeDistribution(frameBytes: Uint16Array): FrameSize {
  const counts = new Map<number, number>();
  for (const bytes of frameBytes) counts.set(bytes, (counts.get(bytes) ?? 0) + 1);
  const sizes = [...counts]
    .map(([bytes, weight]) => ({ frameBytes: bytes, weight }))
    .toSorted((one, other) => one.frameBytes - other.frameBytes);
  return { kind: 'empirical', sizes: sizes.length <= MOST_SIZES ? sizes : together(sizes, frameBytes.length) };
}

function together(
  sizes: readonly { readonly frameBytes: number; readonly weight: number }[],
  total: number,
): { frameBytes: number; weight: number }[] {
  let before = 0;
  const bins = Map.groupBy(sizes, ({ weight }) => {
    const middle = before + weight / 2;
    before += weight;
    return Math.floor((MOST_SIZES * middle) / total);
  });
  return [...bins.values()].map((bin) => {
    const weight = bin.reduce((sum, one) => sum + one.weight, 0);
    return { frameBytes: Math.round(bin.reduce((sum, one) => sum + one.weight * one.frameBytes, 0) / weight), weight };
  });
}
