import { describe, expect, it } from 'vitest';
import type { ColumnMeaning } from '../../../shared/measured/columns.ts';
import { keyOf, meaningOptions, needsPerson, partOptions, unitOptions, withKey } from './measured-columns.ts';

const delivered: ColumnMeaning = { role: 'metric', metric: 'deliveredPps', part: 'low', unit: 'Mpps' };
const words = { metrics: 'Metrics', settings: 'Settings', leftOut: 'Left out', label: 'Name' };

describe('the meaning of a column', () => {
  it('is chosen among nothing, the name, the settings of the run and the metrics', () => {
    const options = meaningOptions([{ path: 'flows.0.traffic.load', title: 'Offered load' }], words);
    expect(options.slice(0, 3).map(({ label }) => label)).toEqual(['Left out', 'Name', 'Offered load']);
    expect(options).toContainEqual({ value: 'metric deliveredPps', label: 'Delivered', group: 'Metrics' });
    for (const { value } of options) expect(keyOf(withKey({ role: 'left-out' }, String(value)))).toBe(value);
  });

  it('keeps part and unit from metric to metric as far as the unit fits', () => {
    expect(withKey(delivered, 'metric offeredPps')).toEqual({ ...delivered, metric: 'offeredPps' });
    expect(withKey(delivered, 'metric lossRatio')).toEqual({ role: 'metric', metric: 'lossRatio', part: 'low', unit: '' });
    expect(withKey(delivered, 'label')).toEqual({ role: 'label' });
    expect(withKey(delivered, 'metric nonsense')).toEqual({ role: 'left-out' });
  });

  it('has the usual units of its metric, its own first, and the one that the file has', () => {
    const labels = (meaning: ColumnMeaning) => unitOptions(meaning).map(({ value, label }) => [value, label]);
    expect(labels(delivered)).toEqual([
      ['', 'pps'],
      ['kpps', 'kpps'],
      ['Mpps', 'Mpps'],
    ]);
    expect(labels({ ...delivered, unit: 'pkts/s' })).toContainEqual(['pkts/s', 'pkts/s']);
    expect(labels({ role: 'label' })).toEqual([]);
    expect(partOptions({ value: 'v', low: 'l', high: 'h', ci95: 'c' }).map(({ label }) => label)).toEqual(['v', 'l', 'h', 'c']);
  });

  it('is asked for where a name does not say it', () => {
    const column = { name: 'x', example: '1', meaning: delivered };
    expect(needsPerson(null)).toBe(false);
    expect(needsPerson([column])).toBe(false);
    expect(needsPerson([column, { ...column, meaning: { role: 'left-out' } }])).toBe(true);
  });
});
