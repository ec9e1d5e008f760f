import { expect, it } from 'vitest';
import { point } from '../../../shared/charts/points.fixture.ts';
import { pinnedPointsAt } from './pinned-run.ts';

const LOAD = 'flows.0.traffic.load';

it('takes the points of the pinned run at the setting on show', () => {
  const points = [point('sriov', { load: 10 }), point('sriov', { load: 30 })];
  expect(pinnedPointsAt(points, { [LOAD]: 30 })).toEqual([points[1]]);
});

it('takes all where the pinned run did not vary the setting, but none without figures', () => {
  const fixed = point('sriov');
  expect(pinnedPointsAt([fixed, point('direct', { refusal: 'No IOMMU.' })], { [LOAD]: 30 })).toEqual([fixed]);
});
