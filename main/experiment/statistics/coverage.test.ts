/** Intervals that promise 95 % hold in 93 to 97 % of cases, on models with known answers (coverage.fixture.ts). */
import { describe, expect, it } from 'vitest';
import { coverageOf, coverageStudies, jointStudies } from './coverage.fixture.ts';

describe('95 % intervals', () => {
  it.each(coverageStudies)('hold in 93 to 97 of 100 cases: $name', (study) => {
    const coverage = coverageOf(study, study.cases);
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });
});

describe('statements about several techniques', () => {
  it.each(jointStudies)('hold in 95 of 100 cases or more: $name', (study) => {
    expect(coverageOf(study, study.cases)).toBeGreaterThanOrEqual(0.95);
  });
});
