import { describe, expect, it } from 'vitest';
import type { WhatNext } from './schema.ts';
import { changeSentence, effectText, helps, whatNextSentence } from './what-next-words.ts';

type Change = WhatNext['changes'][number];

function change(percent: number | null, ci95: number | null, latencyPercent = 0): Change {
  return {
    title: 'a second queue for each VM',
    settings: [{ path: 'vms.0.vcpus', value: 2 }],
    effects: [
      { metric: 'deliveredBps', percent, ci95 },
      { metric: 'latencyMeanNs', percent: latencyPercent, ci95: 1 },
    ],
  };
}

describe('what would help, in words', () => {
  it('gives the gain with its interval', () => {
    expect(changeSentence(change(61.04, 2.96), 'deliveredBps')).toBe('A second queue for each VM: +61 % ± 3 % throughput.');
    expect(changeSentence(change(0, 0, -12.3), 'latencyMeanNs')).toBe('A second queue for each VM: -12.3 % ± 1 % mean latency.');
    expect(effectText(change(-3.21, null), 'deliveredBps')).toBe('-3.2 %');
    expect(effectText(change(null, null), 'deliveredBps')).toBe('–');
    expect(effectText(change(4, 1), 'cyclesPerPacket')).toBe('–');
  });

  it('calls only what is beyond its interval a help', () => {
    expect(helps(change(61, 3), 'deliveredBps')).toBe(true);
    expect(helps(change(2, 3), 'deliveredBps')).toBe(false);
    expect(helps(change(0.1, 0), 'deliveredBps')).toBe(false);
    expect(helps(change(-5, 1), 'deliveredBps')).toBe(false);
    expect(helps(change(0, 0, -9), 'latencyMeanNs')).toBe(true);
  });

  it('sums up what was tried', () => {
    const found: WhatNext = { measure: 'deliveredBps', replications: 5, changes: [change(61, 3), change(1, 4)], impossible: [] };
    expect(whatNextSentence({ technique: 'sriov' }, found)).toBe(
      'Of 2 changes that make a difference to sriov, 1 certainly delivers more. A second queue for each VM: +61 % ± 3 % throughput.',
    );
    expect(whatNextSentence({ technique: 'sriov' }, { ...found, changes: [change(1, 4)] })).toBe(
      'Of 1 change that makes a difference to sriov, none is certain to deliver more.',
    );
  });
});
