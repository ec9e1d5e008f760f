import { expect, it } from 'vitest';
import { fitSentence, fittedCostWords } from './calibration-words.ts';
import { bringsNearer, type Calibration } from './schema.ts';

const calibration: Calibration = {
  parameters: [{ name: 'host.bridge', unit: 'cycles', before: 950, low: 600, high: 1500, fitted: 1234.5678, interval: null }],
  values: [],
  error: { before: 0.2, after: 0.01 },
  rSquared: 0.98765,
  evaluations: 9,
  remarks: [],
  next: null,
};

it('says how near the fit is, and of R² below zero only that it is', () => {
  expect(fitSentence(calibration)).toBe('Relative error 20.00 % before, 1.00 % after; R² 0.9877; 9 evaluations.');
  expect(fitSentence({ ...calibration, rSquared: -3_601_844 })).toContain('; R² below 0, the mean of the values would be nearer; 9');
  expect(fitSentence({ ...calibration, rSquared: null })).toContain('1.00 % after; 9 evaluations.');
});

it('reads costs with four digits and their separators', () => {
  expect(fittedCostWords(calibration)).toEqual([
    { name: 'host.bridge', before: '950', fitted: '1,235', interval: 'not determined', range: '600 to 1,500 cycles' },
  ]);
});

it('holds a fit for worth nothing that leaves the error as it was', () => {
  expect([0.2, 0.199, 0.1].map((after) => bringsNearer({ before: 0.2, after }))).toEqual([false, false, true]);
});
