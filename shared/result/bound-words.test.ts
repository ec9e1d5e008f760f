import { describe, expect, it } from 'vitest';
import { point } from '../charts/points.fixture.ts';
import { boundGap, boundSentence } from './bound-words.ts';
import type { Bound } from './schema.ts';

const wire: Bound = {
  deliveredPps: 812_744,
  limits: [{ lever: 'link', title: 'the wire', resources: ['wire to host'], gainPercent: 11.1 }],
  latencyNs: 5029,
  utilizations: [{ lever: 'link', title: 'the wire', utilization: 1 }],
};
const core: Bound = {
  ...wire,
  limits: [{ lever: 'network cores', title: 'network cores', resources: ['core 2 (network)'], gainPercent: 11.1 }],
};
const none: Bound = { ...wire, deliveredPps: 406_000, limits: [], utilizations: [{ lever: 'link', title: 'the wire', utilization: 0.5 }] };

describe('a bound in words', () => {
  it('names what sets it: a single core itself, several by what they are', () => {
    expect(boundSentence(wire)).toBe('At most 813 kpps, set by the wire; latency at least 5.03 µs.');
    expect(boundSentence(core)).toContain('set by core 2 (network);');
    const [limit] = core.limits;
    const two = { ...core, limits: limit ? [{ ...limit, resources: ['core 2 (network)', 'core 3 (network)'] }] : [] };
    expect(boundSentence(two)).toContain('set by network cores;');
  });

  it('says how busy the busiest is where nothing limits', () => {
    expect(boundSentence(none)).toBe(
      'At most 406 kpps, all that the traffic asks for on average; the wire then at 50 %; latency at least 5.03 µs.',
    );
  });

  it('says beside a simulation how much of it was reached, and nothing without a bound', () => {
    const simulated = point('sriov', { bound: core, means: { deliveredPps: 790_000 } });
    expect(boundGap(simulated)).toBe('Bound: 813 kpps, set by core 2 (network); simulated 790 kpps: 97.2 %.');
    expect(boundGap(point('sriov'))).toBe('');
    expect(boundGap(point('sriov', { bound: null }))).toBe('');
  });
});
