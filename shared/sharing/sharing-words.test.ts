import { describe, expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import type { MergeReport, MetricDifference, RunComparison, RunIdentity } from './schema.ts';
import { differenceWords, identityText, mergeSentences, pairSentences } from './sharing-words.ts';

const run: RunIdentity = {
  runId: '1',
  scenarioName: 'Web',
  startedAt: '2026-11-26T15:46:10Z',
  engineVersion: '1.5.0',
  seed: 1,
  points: 36,
};
const point: RunComparison['points'][number] = { pointId: 'sriov', technique: 'sriov', settings: {}, metrics: [] };
const pair: RunComparison = { one: run, other: run, scenario: [], identicalPoints: 1, points: [], onlyInOne: [], onlyInOther: [] };
const difference: MetricDifference = {
  metric: 'cyclesPerPacket',
  unit: 'cycles',
  one: 4000,
  other: 3520,
  ratio: -0.12,
  halfWidth: 120,
  finding: 'real',
  pooled: { mean: 3760, ci95: null, replications: 10 },
};

describe('words of projects beside each other', () => {
  it('say which run it is', () => {
    expect(identityText(run)).toBe('Web, 2026-11-26 15:46, engine 1.5.0, seed 1, 36 points');
    expect(identityText({ ...run, engineVersion: '', points: 1 })).toBe('Web, 2026-11-26 15:46, cannot be read, 1 point');
  });

  it('give the reason why figures differ', () => {
    const reasonAgainst = (other: RunIdentity) => pairSentences({ ...pair, other, points: [point] })[1];
    expect(reasonAgainst(run)).toContain('one of the runs was altered');
    expect(reasonAgainst({ ...run, seed: 2 })).toBe('They have seeds 1 and 2.');
    expect(reasonAgainst({ ...run, engineVersion: '2' })).toBe('They have engines 1.5.0 and 2.');
    expect(reasonAgainst({ ...run, seed: 2, engineVersion: '2' })).toBe('They have seeds 1 and 2 and engines 1.5.0 and 2.');
    expect(pairSentences({ ...pair, onlyInOne: ['a'], onlyInOther: ['b', 'c'] })).toEqual([
      '1 point with the very same figures, 0 points with others.',
      '1 point in the first only.',
      '2 points in the second only.',
    ]);
  });

  it('say how a metric changes, and how sure that is', () => {
    expect(differenceWords(difference)).toMatchObject({ change: '12 % less ± 3 %', pooled: '3,760 cycles of 10' });
    expect(differenceWords({ ...difference, ratio: 0.12, halfWidth: null, finding: 'unknown', pooled: null })).toMatchObject({
      change: '12 % more, replications do not tell',
      pooled: '',
    });
    expect(differenceWords({ ...difference, ratio: null, finding: 'unclear' }).change).toBe('not clear (from 0)');
  });

  it('say what became of each run', () => {
    const became = (outcome: MergeReport['runs'][number]['outcome'], points = 0, contradiction = '') =>
      mergeSentences({ runs: [{ run, outcome, into: '', points, contradiction }], measurements: 0 })[0]?.replace(
        `${identityText(run)}: `,
        '',
      );
    expect(became('added')).toBe('added.');
    expect(became('combined', 1)).toBe('combined with the run of the same scenario, seed and engine (1 point new or better known).');
    expect(became('known')).toBe('already there.');
    expect(became('contradicts', 0, 'sriov')).toBe(
      'added by itself: it contradicts the run of the same scenario, seed and engine at sriov.',
    );
    expect(became('unreadable')).toBe('left out: it cannot be read.');
    expect(mergeSentences({ runs: [], measurements: 2 })).toEqual(['2 measurements added.']);
  });

  it('are in the language that is spoken', () => {
    const sentences = speaking('en-XA', () => [
      ...pairSentences({ ...pair, points: [point], onlyInOne: ['a'], onlyInOther: ['b'] }),
      ...mergeSentences({ runs: [{ run, outcome: 'known', into: '', points: 0, contradiction: '' }], measurements: 1 }),
      differenceWords(difference).change,
    ]);
    expect(sentences).toHaveLength(7);
    expect(sentences.filter((sentence) => !/^⟦.*⟧$/.test(sentence))).toEqual([]);
  });
});
