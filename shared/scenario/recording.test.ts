import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64FromBytes, bytesFromBase64 } from './base64.ts';
import { MOST_RECORDED_PACKETS, packetsOf, recordedPps, recordingOf } from './recording.ts';
import { recordingProblems } from './recording-problems.ts';
import type { Recording, Scenario } from './schema.ts';
import { meanFrameBytes } from './frame-sizes.ts';
import { sizeDistribution } from './traffic-frames.ts';

const two: Recording = recordingOf({ durationNs: 4e6, gapsNs: Float64Array.of(0, 1e6), frameBytes: Uint16Array.of(64, 1518) });

function messagesOf(recording: Recording): string[] {
  const traffic = { kind: 'replay', recording } as const;
  const scenario = { flows: [{ traffic }] } as unknown as Scenario;
  return recordingProblems(scenario).map(({ message }) => message);
}

describe('Base64', () => {
  it('is that of Node, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(base64FromBytes(bytes)).toBe(text);
        expect([...bytesFromBase64(text)]).toEqual([...bytes]);
      }),
    );
  });

  it('refuses what is none', () => {
    for (const text of ['A', 'AAA?', 'é123', 'AA=A']) expect(() => bytesFromBase64(text)).toThrow(RangeError);
  });
});

describe('a recording', () => {
  it('has the packets that it was made of', () => {
    const packet = fc.record({ gap: fc.integer({ min: 0, max: 1e12 }), bytes: fc.integer({ min: 64, max: 9022 }) });
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 200 }), (packets) => {
        const gapsNs = Float64Array.from(packets, ({ gap }) => gap);
        const frameBytes = Uint16Array.from(packets, ({ bytes }) => bytes);
        expect(packetsOf(recordingOf({ durationNs: 1e15, gapsNs, frameBytes }))).toEqual({ durationNs: 1e15, gapsNs, frameBytes });
      }),
    );
  });

  it('of a million packets takes about six characters each', () => {
    const gapsNs = new Float64Array(MOST_RECORDED_PACKETS).fill(1200);
    const recording = recordingOf({ durationNs: 1.2e9, gapsNs, frameBytes: new Uint16Array(MOST_RECORDED_PACKETS).fill(1518) });
    expect((recording.gapsNs.length + recording.frameBytes.length) / MOST_RECORDED_PACKETS).toBeLessThan(6);
    expect(recordedPps(recording)).toBeCloseTo(1e9 / 1200, 6);
  });

  it('is refused with the reason and a remedy where its columns are broken', () => {
    expect(messagesOf(two)).toEqual([]);
    expect(messagesOf({ ...two, frameBytes: 'AQE=' })[0]).toMatch(/outside 64 to 9022 bytes\. Import the capture again/);
    expect(messagesOf({ ...two, frameBytes: two.gapsNs })[0]).toMatch(/a frame of it is larger than any/);
    expect(messagesOf({ ...two, gapsNs: '' })[0]).toMatch(/holds no packets/);
    expect(messagesOf({ ...two, gapsNs: 'AA==' })[0]).toMatch(/1 gaps, but 2 frames/);
    expect(messagesOf({ ...two, gapsNs: 'gA==' })[0]).toMatch(/its last number is not whole/);
    expect(messagesOf({ ...two, gapsNs: '/////////////w==' })[0]).toMatch(/too large/);
    expect(messagesOf({ ...two, gapsNs: '???' })[0]).toMatch(/no multiple of four/);
    expect(messagesOf({ ...two, durationNs: 10 })[0]).toMatch(/behind its end at 10 ns/);
  });
});

describe('a distribution of sizes', () => {
  it('keeps the mean of many sizes to half a byte', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 64, max: 9022 }), { minLength: 1, maxLength: 500 }), (sizes) => {
        const mean = sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length;
        expect(Math.abs(meanFrameBytes(sizeDistribution(Uint16Array.from(sizes))) - mean)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
