import { describe, expect, it } from 'vitest';
import { lineRatePps } from './ethernet.ts';

describe('wire rates of 10 Gigabit Ethernet (RFC 2544)', () => {
  for (const [frameBytes, pps] of [
    [64, 14_880_952],
    [128, 8_445_946],
    [256, 4_528_986],
    [512, 2_349_624],
    [1024, 1_197_318],
    [1280, 961_538],
    [1518, 812_744],
  ] as const) {
    it(`${frameBytes}-byte frames: ${pps} a second`, () => {
      expect(Math.round(lineRatePps(frameBytes, 10))).toBe(pps);
    });
  }
});
