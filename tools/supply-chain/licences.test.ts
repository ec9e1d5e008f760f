import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deliveredPackages, licenceProblems } from './licences.ts';

const packageOf = (licence: string | null) => ({ folder: 'node_modules/some', name: 'some', version: '1.0.0', licence });

describe('licences', () => {
  it('of all that goes into the app allow any use', () => {
    const packages = deliveredPackages(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['vue', 'echarts', 'piscina']));
    expect(packages.map(({ name }) => name)).not.toContain('electron-builder');
    expect(licenceProblems(packages)).toEqual([]);
  });

  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND BSL-1.0', '(MIT AND Zlib)'])('may be %s', (licence) => {
    expect(licenceProblems([packageOf(licence)])).toEqual([]);
  });

  it.each([
    'GPL-3.0-only',
    'MIT AND GPL-2.0-only',
    'AGPL-3.0',
    'SEE LICENSE IN EULA',
    'BUSL-1.1',
    'Bitstream-Vera',
    '(MIT OR (X AND Y)) AND Z',
  ])('may not be %s', (licence) => {
    expect(licenceProblems([packageOf(licence)])).toEqual([expect.stringContaining('some 1.0.0 is under')]);
  });

  it('must be stated', () => {
    expect(licenceProblems([packageOf(null)])).toEqual([expect.stringContaining('states no licence')]);
  });
});
