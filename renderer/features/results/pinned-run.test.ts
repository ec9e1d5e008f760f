import { expect, it } from 'vitest';
import { point } from '../../../shared/charts/points.fixture.ts';
import { placesOf } from '../../../shared/result/point-summary.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { applySetting } from '../../../shared/scenario/settings.ts';
import { fittingSetting, pinnedPointsAt } from './pinned-run.ts';

const LOAD = 'flows.0.traffic.load';

it('takes the points of the pinned run at the setting on show', () => {
  const points = [point('sriov', { load: 10 }), point('sriov', { load: 30 })];
  expect(pinnedPointsAt(points, { [LOAD]: 30 })).toEqual([points[1]]);
});

it('takes all where the pinned run did not vary the setting, but none without figures', () => {
  const fixed = point('sriov');
  expect(pinnedPointsAt([fixed, point('direct', { refusal: 'No IOMMU.' })], { [LOAD]: 30 })).toEqual([fixed]);
});

it('looks in a pinned run for the setting on show, and for what only that run varied in the scenario on show', () => {
  const places = placesOf([point('sriov', { load: 10 }), point('sriov', { load: 30 })]);
  const scenario = applySetting(newScenario(), LOAD, 30);
  expect(fittingSetting(places, { scenario, chosen: { [LOAD]: 10, 'nic.ports': 2 } })).toEqual({ [LOAD]: 10 });
  expect(fittingSetting(places, { scenario, chosen: {} })).toEqual({ [LOAD]: 30 });
});
