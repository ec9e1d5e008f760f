import { describe, expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { schemaNodeAt } from '../../../shared/scenario/json-schema.ts';
import { sliderRange } from './slider-range.ts';

function rangeAt(path: string, reference?: number) {
  const node = schemaNodeAt(path.split('.'), newScenario());
  return node ? sliderRange(node, reference) : undefined;
}

describe('a slider of a field', () => {
  it('has the whole range where that is of use', () => {
    expect(rangeAt('vms.0.count', 1)).toEqual({ low: 1, high: 100, unit: 1, whole: true });
    expect(rangeAt('nic.ports', 1)).toEqual({ low: 1, high: 16, unit: null, whole: true });
    expect(rangeAt('host.frequencyGhz', 2.3)).toEqual({ low: 0.1, high: 10, unit: 0.023, whole: false });
  });

  it('ends far above what is usual, where the schema allows anything', () => {
    expect(rangeAt('nic.propagationNs', 500)).toEqual({ low: 0, high: 50_000, unit: 5, whole: false });
  });

  it('is not there for what is no number, or has no usual value', () => {
    expect(rangeAt('name')).toBeNull();
    expect(rangeAt('vms.0.rateLimitMbps')).toBeNull();
  });
});
