import { expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { previewedScenario, previewOf } from './bounds-preview.ts';

const bound = (deliveredPps: number) => ({ deliveredPps, limits: [], latencyNs: 5000, utilizations: [] });
const point = (technique: string, settings: Record<string, number>, deliveredPps: number | null) => ({
  id: `${technique} ${JSON.stringify(settings)}`,
  technique,
  settings,
  bound: deliveredPps === null ? null : bound(deliveredPps),
});

it('shows each technique once, as part of the largest, in its colour', () => {
  const draft = { ...newScenario(), techniques: [{ name: 'sriov' }, { name: 'virtio', label: 'four workers' }, { name: 'direct' }] };
  const points = [
    point('sriov', { size: 64 }, 1000),
    point('four workers', { size: 64 }, 250),
    point('direct', { size: 64 }, null),
    point('sriov', { size: 1518 }, 90_000),
  ];
  expect(previewOf({ points, leftOut: 0 }, draft).map(({ technique, share, colour }) => [technique, share, colour])).toEqual([
    ['sriov', 1, 'var(--technique-sriov)'],
    ['four workers', 0.25, 'var(--technique-virtio)'],
    ['direct', 0, 'var(--technique-direct)'],
  ]);
  expect(previewOf(null, draft)).toEqual([]);
});

it('is of the values in the fields, also of a sweep over them', () => {
  const swept = { ...newScenario(), method: { kind: 'sweep', sweep: [{ path: 'nic.ports', values: [1, 2] }] } };
  expect(previewedScenario(swept)).toMatchObject({ method: { kind: 'fixed-load', sweep: [] } });
  expect(previewedScenario({ method: { kind: 'dma-benchmark' } })).toBeNull();
});
