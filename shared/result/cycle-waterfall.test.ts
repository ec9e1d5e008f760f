import { describe, expect, it } from 'vitest';
import { point, refusedPoint } from '../charts/points.fixture.ts';
import { closureGap, waterfalls } from './cycle-waterfall.ts';

const host = () => ({ cores: 10, frequencyGhz: 2 });
// 3,000 cycles x 800,000 packets/s = 2.4 Gcycles/s = 1.2 cores of 2 GHz = 12 % of 10.
const closed = point('sriov', { means: { cpuUtilization: 0.12 } });

describe('the cycles waterfall', () => {
  it('begins each step where the one before it ends, by actor and then by size', () => {
    const {
      rows,
      waterfalls: [one],
      largest,
    } = waterfalls([closed, refusedPoint('direct', 'No NIC.')], host);
    expect(rows).toEqual([
      { actor: 'hypervisor', activity: 'vm exit', isFirst: true },
      { actor: 'guest', activity: 'application', isFirst: true },
      { actor: 'guest', activity: 'stack', isFirst: false },
    ]);
    expect(one?.steps.map((step) => [step?.from, step?.cycles])).toEqual([
      [0, 1200],
      [1200, 950],
      [2150, 850],
    ]);
    expect([one?.total, largest]).toEqual([3000, 3000]);
  });

  it('closes to the utilization of the cores', () => {
    const drawn = waterfalls([closed], host).waterfalls;
    expect(drawn[0]?.closure).toMatchObject({ busyCyclesPerSecond: 2.4e9, busyCores: 1.2, measured: 0.12 });
    expect(closureGap(drawn)).toBeCloseTo(0, 12);
  });

  it('tells by how much it does not', () => {
    const drawn = waterfalls([closed, point('virtio', { means: { cpuUtilization: 0.2 } })], host).waterfalls;
    expect(closureGap(drawn)).toBeCloseTo(0.08, 12);
  });
});
