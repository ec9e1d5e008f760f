/** Frame sizes of a flow: fixed, simple IMIX, or an empirical distribution; drawn by inversion from the flow's own stream. */
import type { FrameSize } from '../../../shared/scenario/schema.ts';
import type { RandomStream } from '../kernel/random-stream.ts';

/** Simple IMIX: 7 x 64, 4 x 594, 1 x 1518 bytes (RFC 6985 names such mixes). */
const IMIX = [
  { frameBytes: 64, weight: 7 },
  { frameBytes: 594, weight: 4 },
  { frameBytes: 1518, weight: 1 },
] as const;

/** The sizes with their weights. */
export function mixOf(size: FrameSize): readonly { readonly frameBytes: number; readonly weight: number }[] {
  switch (size.kind) {
    case 'fixed':
      return [{ frameBytes: size.frameBytes, weight: 1 }];
    case 'imix':
      return IMIX;
    case 'empirical':
      return size.sizes;
  }
}

/** Mean frame, bytes. */
export function meanFrameBytes(size: FrameSize): number {
  const mix = mixOf(size);
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  return mix.reduce((sum, { frameBytes, weight }) => sum + frameBytes * weight, 0) / total;
}

export class FrameSizes {
  /** Where all frames are of one size; else 0. */
  private readonly fixedBytes: number;
  private readonly bytes: Int32Array;
  private readonly cumulative: Float64Array;

  private readonly stream: RandomStream;

  constructor(size: FrameSize, stream: RandomStream) {
    this.stream = stream;
    const mix = mixOf(size);
    this.fixedBytes = mix.length === 1 ? mix[0].frameBytes : 0;
    const total = mix.reduce((sum, { weight }) => sum + weight, 0);
    this.bytes = Int32Array.from(mix, ({ frameBytes }) => frameBytes);
    this.cumulative = new Float64Array(mix.length);
    let sum = 0;
    for (const [i, { weight }] of mix.entries()) {
      sum += weight / total;
      this.cumulative[i] = sum;
    }
  }

  next(): number {
    if (this.fixedBytes > 0) return this.fixedBytes;
    const probability = this.stream.uniform();
    let i = 0;
    while (i < this.bytes.length - 1 && this.cumulative[i] <= probability) i++;
    return this.bytes[i];
  }
}
