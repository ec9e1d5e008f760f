import { describe, expect, it } from 'vitest';
import { findCostModel, resolveCosts } from '../costs/models.ts';
import { iommuCosts } from './iommu-costs.ts';
import type { IommuMode } from '../../../shared/scenario/schema.ts';

/** Cycles of each received frame in the given mode of the IOMMU. */
function frameCycles(mode: IommuMode, buffers: number): number {
  const model = findCostModel('kvm-2013');
  if (!model) throw new Error('The cost model is gone.');
  return iommuCosts(resolveCosts(model, {}), mode, 'guest', 'receive', buffers).reduce((sum, { frame = 0 }) => sum + frame, 0);
}

describe('the driver’s work for the IOMMU', () => {
  it('is that of strict mode in Table 1 of rIOMMU: 4,618 to map, 2,999 to unmap and invalidate, give or take the invalidation', () => {
    expect(frameCycles('strict', 1)).toBeGreaterThan(4618 + 2999 - 30);
    expect(frameCycles('strict', 1)).toBeLessThan(4618 + 2999 + 30);
  });

  it('is that of deferred mode there: 2,251 and 1,137', () => {
    expect(frameCycles('deferred', 1)).toBeCloseTo(2251 + 1137, -1);
  });

  it.each(['strict', 'deferred', 'ring'] as const)('is done for each buffer of a frame in mode %s', (mode) => {
    expect(frameCycles(mode, 2)).toBeCloseTo(2 * frameCycles(mode, 1), 9);
  });

  it('is none where buffers stay mapped', () => {
    expect(frameCycles('persistent', 2)).toBe(0);
    expect(frameCycles('pass-through', 2)).toBe(0);
  });
});
