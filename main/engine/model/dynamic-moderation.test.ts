import { describe, expect, it } from 'vitest';
import { DynamicModeration } from './dynamic-moderation.ts';

interface Sample {
  readonly timerNs: number;
  readonly packetLimit: number;
}

/**
 * Profiles in force, one for each of `samples` samples of traffic: an interrupt every `gapNs(timerNs, packetLimit)` with `packets` packets of 60 bytes per
 * microsecond of the gap.
 */
function profiles(samples: number, gapNs: (sample: Sample) => number, packetsPerUs = 1): number[] {
  const moderation = new DynamicModeration();
  const seen: number[] = [];
  let nowNs = 0;
  for (let sample = 0; sample < samples; sample++) {
    // The interrupt that begins the sample, and 64 that belong to it.
    const first = moderation.timerNs;
    seen.push(first);
    for (let interrupt = 0; interrupt <= 64 && moderation.timerNs === first; interrupt++) {
      const gap = gapNs(moderation);
      nowNs += gap;
      for (let packet = 0; packet < (gap / 1000) * packetsPerUs; packet++) moderation.received(60);
      moderation.interrupt(nowNs);
    }
  }
  return seen;
}

describe('dynamic moderation', () => {
  it('begins with 8 us or 128 packets', () => {
    const { timerNs, packetLimit } = new DynamicModeration();
    expect([timerNs, packetLimit]).toEqual([8000, 128]);
  });

  it('goes up and down between its first two profiles, and rests when tired, where interrupts stay the same', () => {
    const seen = profiles(12, () => 16_000);
    expect(seen.slice(0, 11)).toEqual([8000, 2000, 8000, 2000, 8000, 2000, 8000, 2000, 8000, 2000, 8000]);
    expect(profiles(18, () => 16_000).slice(11, 18)).toEqual(Array(7).fill(8000));
  });

  it('finds the profiles with the fewest interrupts under a steady flood, which their number of packets sets', () => {
    // 12 packets/us: the timer never expires, and an interrupt comes when the limit is reached.
    const seen = profiles(60, ({ packetLimit }) => (packetLimit / 12) * 1000, 12);
    const late = seen.slice(-20);
    expect(Math.max(...late)).toBeLessThanOrEqual(8000);
  });

  it('prefers more bytes to fewer interrupts', () => {
    // The slower the interrupts, the less arrives: it must not stay with the long timers.
    const moderation = new DynamicModeration();
    let nowNs = 0;
    const seen = new Map<number, number>();
    for (let interrupt = 0; interrupt < 64 * 200; interrupt++) {
      const { timerNs } = moderation;
      nowNs += timerNs;
      for (let packet = 0; packet < 16; packet++) moderation.received(timerNs <= 2000 ? 600 : 60);
      moderation.interrupt(nowNs);
      seen.set(timerNs, (seen.get(timerNs) ?? 0) + 1);
    }
    const [favourite] = [...seen].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    expect(favourite).toBe(2000);
  });

  it('says the same of the same packets', () => {
    const gap = ({ timerNs }: Sample) => timerNs + 1000;
    expect(profiles(50, gap)).toEqual(profiles(50, gap));
  });
});
