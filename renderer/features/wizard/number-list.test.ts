import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNumbersIn } from '../../../shared/number-format.ts';
import { formatValues, parseCores, parserOf, parseValues } from './number-list.ts';

describe('lists of numbers', () => {
  it('reads values between commas, semicolons, spaces or lines', () => {
    expect(parseValues('10, 20;30\n40 50')).toEqual([10, 20, 30, 40, 50]);
  });

  it('spreads a range of first, step and last', () => {
    expect(parseValues('10:10:50, 99')).toEqual([10, 20, 30, 40, 50, 99]);
    expect(parseValues('0.1:0.1:0.3')).toEqual([0.1, 0.2, 0.3]);
  });

  it.each(['ten', '10:0:50', '50:10:10', '0:1:5000'])('keeps "%s" as text', (text) => {
    expect(parseValues(text)).toEqual([text]);
  });

  it('reads words where the scenario has one, and switches as such', () => {
    const draft = { nic: { profile: '82599' }, host: { iommu: { interruptPosting: true } } };
    expect(parserOf(draft, 'nic.profile')('82599, X710')).toEqual(['82599', 'X710']);
    expect(parserOf({}, 'nic.profile')('82599')).toEqual(['82599']);
    expect(parserOf(draft, 'host.iommu.interruptPosting')('true, false')).toEqual([true, false]);
    expect(parserOf(draft, 'vms.0.count')('1:1:3, many')).toEqual([1, 2, 3, 'many']);
  });

  it('spreads ranges of cores', () => {
    expect(parseCores('0, 2, 4-7')).toEqual([0, 2, 4, 5, 6, 7]);
    expect(parseCores('7-4')).toEqual(['7-4']);
  });

  it('writes what it reads', () => {
    expect(parseValues(formatValues([64, 1518]))).toEqual([64, 1518]);
  });
});

describe('where the decimal sign is a comma', () => {
  beforeEach(() => writeNumbersIn(() => 'de-DE'));
  afterEach(() => writeNumbersIn(() => 'en-GB'));

  it.each([
    ['0,5; 1; 2.5', [0.5, 1, 2.5]],
    ['0,5, 1, 2', [0.5, 1, 2]],
    ['0,5:0,5:1,5', [0.5, 1, 1.5]],
    ['10,20,40', ['10,20,40']],
  ])('reads "%s" as %j', (text, values) => {
    expect(parseValues(text)).toEqual(values);
  });

  it('separates values by semicolons', () => {
    expect(formatValues([0.5, 1])).toBe('0,5; 1');
    expect(parseValues(formatValues([0.5, 1]))).toEqual([0.5, 1]);
  });

  it('has commas between core numbers all the same', () => {
    expect(parseCores('0,2,4-5')).toEqual([0, 2, 4, 5]);
  });
});
