import { describe, expect, it } from 'vitest';
import { costsOfTimings } from './costs-of-timings.ts';
import { spreadOf, timingsIn, type Timing } from './timings.ts';

const copies = (operation: 'copy-warm' | 'copy-cold', event: number, byte: number): Timing[] =>
  [64, 512, 1536, 4096, 65_536].map((sizeBytes) => ({
    operation,
    sizeBytes,
    // What does not fit into the first cache is beside the line.
    repetitions: [0, 1, 2].map((more) => event + more + byte * sizeBytes * (sizeBytes > 4096 ? 9 : 1)),
  }));

describe('micro-probes', () => {
  it('read each repetition of an operation from the lines of the helper', () => {
    expect(timingsIn('system-call 0 110.5\ncopy-warm 64 2.5\nsystem-call 0 120\ncopy-warm 64 3\n')).toEqual([
      { operation: 'system-call', sizeBytes: null, repetitions: [110.5, 120] },
      { operation: 'copy-warm', sizeBytes: 64, repetitions: [2.5, 3] },
    ]);
    expect(() => timingsIn('system-call 0 nan\n')).toThrow('no timing');
    expect(() => timingsIn('segmentation fault\n')).toThrow('segmentation fault');
  });

  it('have a spread of quartiles', () => {
    expect(spreadOf([4, 1, 3, 2, 5])).toEqual({ lowerQuartile: 2, median: 3, upperQuartile: 4 });
    expect(spreadOf([1, 2])).toEqual({ lowerQuartile: 1.25, median: 1.5, upperQuartile: 1.75 });
  });

  it('find event and byte of copies again, each in its repetition, and turn time into cycles of the core', () => {
    const timings: Timing[] = [
      ...copies('copy-warm', 3, 0.01),
      ...copies('copy-cold', 40, 0.13),
      { operation: 'system-call', sizeBytes: null, repetitions: [100, 120, 110] },
    ];
    const costs = new Map(costsOfTimings(timings, 0.4).map((one) => [one.name, one]));
    expect([...costs.keys()]).toEqual(['user.systemCall', 'copy.coldEvent', 'copy.coldByte', 'copy.warmEvent', 'copy.warmByte']);
    expect(costs.get('user.systemCall')).toMatchObject({ unit: 'cycles', median: 275, lowerQuartile: 262.5, upperQuartile: 287.5 });
    expect(costs.get('copy.coldEvent')?.median).toBeCloseTo(41);
    expect(costs.get('copy.coldByte')?.median).toBeCloseTo(0.13);
    expect(costs.get('copy.warmEvent')?.upperQuartile).toBeCloseTo(4.5);
    expect(costs.get('copy.warmByte')?.median).toBeCloseTo(0.01);
  });

  it('leave out a cost that is lost in its baseline', () => {
    expect(costsOfTimings([{ operation: 'context-switch', sizeBytes: null, repetitions: [-20, -5, 10] }], 0.4)).toEqual([]);
  });
});
