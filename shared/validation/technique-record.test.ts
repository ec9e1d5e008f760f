import { expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { techniqueRecords } from './technique-record.ts';
import type { ValidationReport } from './report.ts';

const errors = { points: 4, within: 3, near: 4, medianError: 0.062, worstError: 0.2 };

it('says for each technique once how many published points it was held to, and how near it came', () => {
  const report = { summary: { techniques: [{ technique: 'sriov', ...errors }] } } as unknown as ValidationReport;
  expect(techniqueRecords(report, ['sriov', 'vmdq', 'sriov']).map(({ technique, words }) => `${technique}: ${words}`)).toEqual([
    'sriov: 4 published points, median error 6.2 %, 3 within their tolerance',
    'vmdq: no published measurement of it was simulated',
  ]);
});

it('says it in the language of who reads it, with and without errors', () => {
  const of = (technique: string, rest: object = {}) => ({ technique, ...errors, ...rest });
  const techniques = [of('sriov', { points: 1, within: 1 }), of('direct', { medianError: null })];
  const report = { summary: { techniques } } as unknown as ValidationReport;
  const said = () => techniqueRecords(report, ['sriov', 'direct', 'vmdq']).map(({ words }) => words);
  expect(said().slice(0, 2)).toEqual([
    '1 published point, median error 6.2 %, 1 within its tolerance',
    '4 published points, 3 within their tolerance',
  ]);
  for (const words of speaking('en-XA', said)) expect(words).toMatch(/^⟦.*⟧$/u);
});
