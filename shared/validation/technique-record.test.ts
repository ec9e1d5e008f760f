import { expect, it } from 'vitest';
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
