import { describe, expect, it } from 'vitest';
import { valueSourceSchema } from '../catalogue/profiles.ts';
import { costsFoundHere } from './costs-found-here.ts';

describe('costs that were timed on a host', () => {
  it('have their host, day and quartiles as their source, and none is below 0', () => {
    const { found, title } = costsFoundHere({
      host: 'lab-7',
      processor: 'Xeon',
      measuredAt: '2026-11-26T10:00:00.000Z',
      repetitions: 9,
      timedBy: 'helper',
      values: [],
      costs: [
        {
          name: 'copy.warmEvent',
          unit: 'ns',
          lowerQuartile: -0.2,
          median: 0.4,
          upperQuartile: 1,
          derivation: 'line at 0 bytes',
          plausible: false,
        },
      ],
      warnings: [],
    });
    expect(title).toBe('measured on lab-7, 2026-11-26');
    const [cost] = found;
    expect(cost).toMatchObject({ name: 'copy.warmEvent', value: 0.4, source: { low: 0, high: 1 } });
    expect(valueSourceSchema.parse(cost?.source).source).toBe(
      'Measured on lab-7 (Xeon), 2026-11-26: median of 9 repetitions. line at 0 bytes',
    );
  });
});
