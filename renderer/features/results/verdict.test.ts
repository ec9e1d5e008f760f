import { expect, it } from 'vitest';
import { point, refusedPoint, scenario } from '../../../shared/charts/points.fixture.ts';
import { verdictOf } from './verdict.ts';

const overloaded = point('emulated', { overloaded: true, means: { deliveredPps: 300_000, cyclesPerPacket: 9000 } });

it('says how many techniques carry the load, and how far the others come', () => {
  const { headline } = verdictOf([point('sriov'), point('virtio'), overloaded], scenario(), '95 % of line rate');
  expect(headline).toBe('At 95 % of line rate, 2 of 3 techniques carry the offered load; emulated delivers 300 kpps of 800 kpps.');
});

it('counts both, all and one in words', () => {
  expect(verdictOf([point('sriov'), point('virtio')], scenario(), '').headline).toBe('Both techniques carry the offered load.');
  expect(verdictOf([point('sriov'), point('virtio'), point('vmdq')], scenario(), '').headline).toBe(
    'All 3 techniques carry the offered load.',
  );
  expect(verdictOf([point('sriov')], scenario(), '').headline).toBe('sriov carries the offered load.');
});

it('names what delivers most where none carries the load', () => {
  const worse = point('virtio', { overloaded: true, means: { deliveredPps: 200_000 } });
  expect(verdictOf([overloaded, worse], scenario(), '').headline).toBe(
    'No technique carries the offered load; emulated delivers most, 300 kpps of 800 kpps.',
  );
});

it('speaks of rates where the traffic is a closed loop', () => {
  const closed = scenario({ flows: [{ name: 'requests', vms: 'vm', traffic: { kind: 'request-response' } }] });
  const slow = point('emulated', { means: { deliveredPps: 300_000 } });
  expect(verdictOf([point('sriov'), slow], closed, '').headline).toBe('sriov delivers 800 kpps, the most; emulated 300 kpps, the least.');
});

it('names the cheapest that carries the load, without the baseline', () => {
  const { findings } = verdictOf(
    [
      point('native', { means: { cyclesPerPacket: 1000 } }),
      point('sriov', { means: { cyclesPerPacket: 3000 } }),
      point('virtio', { means: { cyclesPerPacket: 6000 } }),
      { ...overloaded, metrics: point('emulated', { means: { cyclesPerPacket: 10 } }).metrics },
    ],
    scenario(),
    '',
  );
  expect(findings[0]).toBe('Fewest cycles per packet: sriov, 3,000 (virtio: 100 % more). Most: virtio, 6,000, 2 times as many.');
});

it('does not claim a lead that may be chance', () => {
  const { findings } = verdictOf(
    [point('sriov', { ci95: 2000, means: { cyclesPerPacket: 3000 } }), point('virtio', { ci95: 2000, means: { cyclesPerPacket: 3100 } })],
    scenario(),
    '',
  );
  expect(findings[0]).toContain('(not shown to be better than virtio)');
});

it('names an unfair technique', () => {
  const unfair = point('virtio', {
    means: { jainIndex: 0.6 },
    vms: [
      [1, 1],
      [0, 1],
    ],
  });
  expect(verdictOf([point('sriov'), unfair], scenario(), '').findings.at(-1)).toBe('Least fair to its VMs: virtio, Jain’s index 0.6.');
});

it('says that nothing has figures', () => {
  expect(verdictOf([refusedPoint('direct', 'No NIC.')], scenario(), '').headline).toBe('No technique has figures.');
});
