import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureColumns } from '../main/capture/capture.ts';
import { CaptureError } from '../main/capture/capture-error.ts';
import { CaptureParser } from '../main/capture/capture-parser.ts';
import { damagedBytes, share } from './inputs.ts';

const golden = ['tcpdump.pcap', 'tcpdump-nanoseconds.pcap', 'dumpcap.pcapng'].map((name) =>
  readFileSync(new URL(`../main/capture/golden/${name}`, import.meta.url)),
);

describe('a capture file', () => {
  it('gives frames that can be on a wire, in the order of time, or is refused in words', () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(damagedBytes(golden), fc.integer({ min: 1, max: 20_000 }), (bytes, pieceBytes) => {
        const columns = new CaptureColumns();
        const parser = new CaptureParser(columns);
        try {
          for (let at = 0; at < bytes.length; at += pieceBytes) parser.push(bytes.subarray(at, at + pieceBytes));
          const whole = parser.end();
          const { timesNs, frameBytes, flowOf, flows } = columns.finish(parser.format ?? 'pcap', whole);
          for (let i = 0; i < timesNs.length; i++) {
            if (!((timesNs[i] ?? -1) >= (timesNs[i - 1] ?? 0))) throw new Error(`frame ${i} is at ${timesNs[i]} ns`);
            if (!((frameBytes[i] ?? 0) >= 64 && (frameBytes[i] ?? 0) <= 9022)) throw new Error(`frame ${i} has ${frameBytes[i]} bytes`);
            if (!flows[flowOf[i] ?? -1]) throw new Error(`frame ${i} is of no flow`);
          }
          expect(flows.reduce((sum, { frames }) => sum + frames, 0)).toBe(timesNs.length);
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof CaptureError)) throw error;
          expect(error.message).toMatch(/\.$/);
          outcomes.refused++;
        }
      }),
      share(0.2),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});
