import { describe, expect, it } from 'vitest';
import type { Measurement } from '../result/measurement.ts';
import type { PointResult } from '../result/schema.ts';
import { lightLook } from './chart-look.ts';
import { lossByRateChart, neighbourChart, rateByFrameChart, scalingKneeChart, withMeasurement } from './measurement-charts.ts';
import { point } from './points.fixture.ts';

const trial = {
  purpose: 'search',
  loadPps: 2e6,
  durationS: 0.005,
  lossRatio: 0.25,
  forwardingRatePps: 1.5e6,
  queuedFrames: 0,
  passed: false,
};
const common = {
  frames: '64 bytes',
  meanFrameBytes: 64,
  maximumPps: 14_880_952,
  maximumIsWire: true,
  directions: ['receive'],
  interfaces: 1,
  deviations: [],
  trials: [trial],
  failure: null,
};
const goal = { finalTrialDurationS: 1, durationSumS: 21, lossRatio: 0, exceedRatio: 0.5, width: 0.005, failure: null };

function measuredBy(measurement: Measurement, frameBytes?: number): PointResult {
  return { ...point('sriov', frameBytes === undefined ? {} : { settings: { 'method.frameBytes': frameBytes } }), measurement };
}

describe('charts of measurements', () => {
  it('draw each goal against the frame size, under the maximum of the wire', () => {
    const at = (bytes: number, maximumPps: number, lower: number, irregular: boolean) =>
      measuredBy(
        {
          kind: 'mlrsearch',
          ...common,
          meanFrameBytes: bytes,
          maximumPps,
          goals: ['NDR', 'PDR'].map((name) => ({ name, ...goal, lowerPps: lower, upperPps: null, throughputPps: lower, irregular })),
        },
        bytes,
      );
    const chart = rateByFrameChart([at(64, 14_880_952, 2e6, false), at(1518, 812_744, 812_744, true)], lightLook);
    const names = new Set(chart.table.rows.map(([series]) => series));
    expect([...names]).toEqual(['sriov, NDR', 'sriov, PDR', 'Theoretical maximum']);
    expect(chart.notes[0]).toContain('irregular');
    // Between the sizes the wire's rate is no straight line: 512 bytes have 2.35 Mpps.
    const [, , maximum] = chart.option.series as { data: [number, number][] }[];
    const [bytes = 0, pps = 0] = maximum?.data.find(([size]) => size > 500) ?? [];
    expect(pps).toBeCloseTo(10e9 / (8 * (bytes + 20)), -1);
    expect(chart.table.rows.filter(([series]) => series === 'Theoretical maximum').length).toBe(2);
  });

  it('draw the loss of every trial', () => {
    const chart = lossByRateChart([measuredBy({ kind: 'frame-loss', ...common, losslessPps: null })], lightLook);
    expect(chart.table.rows).toEqual([['sriov', '2 Mpps', '25 %']]);
  });

  it('draw throughput against VMs, and say what the hollow mark is', () => {
    const steps = [1, 2, 4].map((vms) => ({ vms, throughputPps: 1e6 * Math.min(2, vms), jainIndex: 1, scaling: null }));
    const chart = scalingKneeChart(
      [measuredBy({ kind: 'vm-scaling', ...common, lossRatio: 0.005, steps, kneeVms: 2, kneeThreshold: 0.5, limit: null })],
      lightLook,
    );
    expect(chart.table.rows.map(([, vms, rate]) => [vms, rate])).toEqual([
      ['1', '1 Mpps'],
      ['2', '2 Mpps'],
      ['4', '2 Mpps'],
    ]);
    expect(chart.notes[0]).toContain('knee');
  });

  it('draw the victims against their neighbour', () => {
    const level = (share: number, p99Ns: number) => ({
      share,
      neighbourPps: share,
      victimLossRatio: 0,
      p50Ns: 1,
      p99Ns,
      p999Ns: null,
      ndrPps: null,
      interference: 1,
      qosImpact: null,
    });
    const measurement: Measurement = {
      kind: 'noisy-neighbour',
      ...common,
      victims: ['modest'],
      neighbour: 'flood',
      capacityPps: 1,
      neighbourSharePps: 1,
      victimLoadPps: 1,
      levels: [level(0, 1000), level(1.5, 4000)],
      isolation: { end: null, base: null, integralBase: null, integralFree: null },
    };
    expect(neighbourChart([measuredBy(measurement)], lightLook).table.rows).toEqual([
      ['sriov', '0 %', '1 µs'],
      ['sriov', '150 %', '4 µs'],
    ]);
    expect(neighbourChart([measuredBy(measurement)], lightLook, { measure: 'ndr' }).nothing).not.toBe('');
  });

  it('are of measured points only', () => {
    expect(withMeasurement([point('sriov')])).toEqual([]);
  });
});
