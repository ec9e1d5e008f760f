import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { keptReport } from '../../shared/validation/report.fixture.ts';
import { keepValidation, readKeptValidation } from './kept-validation.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-kept-'));
afterEach(() => rmSync(join(folder, 'validation'), { recursive: true, force: true }));

it('is read back for the version of the engine that it is of, and no other', () => {
  const { report } = keptReport();
  keepValidation(folder, report);
  expect(readKeptValidation(folder, report.engineVersion)?.report).toEqual(report);
  expect(readKeptValidation(folder, '0.0.1')).toBeNull();
});

it('is read also from before repeated publications were noted and comparisons of techniques told apart', () => {
  const isNew = (key: string, value: unknown) => key === 'repeats' || (key === 'techniques' && !Array.isArray(value));
  mkdirSync(join(folder, 'validation'));
  const earlier = JSON.stringify(keptReport('1.0.0'), (key, value: unknown) => (isNew(key, value) ? undefined : value));
  writeFileSync(join(folder, 'validation', '1.0.0.json'), earlier);
  const read = readKeptValidation(folder, '1.0.0')?.report;
  expect(read?.summary.orderings).toEqual({ experiments: 1, agreeing: 1, techniques: null });
  expect(read?.experiments[0]?.ordering).toEqual({ pairs: 1, agreeing: 1, techniques: null });
  expect(read?.experiments[0]?.points[0]?.repeats).toEqual([]);
});

it('counts as none where it cannot be read, and a version cannot lead out of the folder', () => {
  mkdirSync(join(folder, 'validation'));
  writeFileSync(join(folder, 'validation', '1.0.json'), '{');
  writeFileSync(join(folder, 'outside.json'), JSON.stringify(keptReport()));
  expect(readKeptValidation(folder, '1.0')).toBeNull();
  expect(readKeptValidation(folder, '../outside')).toBeNull();
});
