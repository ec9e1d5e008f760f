import { describe, expect, it } from 'vitest';
import { bareMachine } from './bare-machine.fixture.ts';
import { copyCost, type CopyTemperature } from './copy.ts';

const costs = {
  'copy.coldEvent': 30,
  'copy.coldByte': 0.13,
  'copy.warmEvent': 3,
  'copy.warmByte': 0.01,
  'copy.freshByte': 0.05,
};

const itemOf = (temperature: CopyTemperature, changes: Partial<typeof costs> = {}) =>
  copyCost(bareMachine({ scenario: { costs: { ...costs, ...changes } } }).costs, 'guest', 'here to there', temperature);

describe('the cost of a copy', () => {
  it.each([
    ['cold', 30, 0.13],
    ['warm', 3, 0.01],
    ['fresh', 3, 0.05],
    ['cold to fresh', 30, 0.17],
  ] as const)('is by what its core has touched: %s', (temperature, unitNs, byteNs) => {
    const item = itemOf(temperature);
    expect(item).toMatchObject({ actor: 'guest', activity: 'copy', unitNs, copyPlace: `here to there (${temperature})` });
    expect(item.byteNs).toBeCloseTo(byteNs);
  });

  it('is not less to fresh pages than to others, whatever the costs of a scenario say', () => {
    expect(itemOf('cold to fresh', { 'copy.freshByte': 0 }).byteNs).toBe(0.13);
  });
});
