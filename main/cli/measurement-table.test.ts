import { describe, expect, it } from 'vitest';
import { point } from '../../shared/charts/points.fixture.ts';
import type { Measurement } from '../../shared/result/measurement.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { newScenario } from '../../shared/scenario/defaults.ts';
import { measurementTable } from './measurement-table.ts';

const goal = { finalTrialDurationS: 0.005, durationSumS: 0.1, lossRatio: 0, exceedRatio: 0.5, width: 0.005 };
const measurement: Measurement = {
  kind: 'mlrsearch',
  frames: 'IMIX (CSIT)',
  meanFrameBytes: 353.8,
  maximumPps: 3_343_736,
  maximumIsWire: true,
  directions: ['receive', 'transmit'],
  interfaces: 2,
  deviations: ['Trials of 5 ms (FD.io CSIT: 1 s).'],
  trials: [],
  failure: null,
  goals: [
    { name: 'NDR', ...goal, lowerPps: null, upperPps: 9001, throughputPps: null, irregular: false, failure: 'The minimum load loses.' },
    { name: 'PDR', ...goal, lowerPps: 1e6, upperPps: 1.004e6, throughputPps: 998_000, irregular: false, failure: null },
  ],
};

function tableOf(...measured: (Measurement | undefined)[]): string {
  const points = measured.map((one) => ({ ...point('sriov'), ...(one ? { measurement: one } : {}) }));
  const result: RunResult = { scenario: newScenario(), engineVersion: '1', seed: 1, complete: true, points };
  return measurementTable(result);
}

describe('the table of measurements', () => {
  it('is empty for a run without any', () => {
    expect(tableOf(undefined)).toBe('');
  });

  it('says pps, bounds, frame size, directions, interfaces and the theoretical maximum', () => {
    const table = tableOf(measurement);
    expect(table).toContain('IMIX (CSIT), mean 354 bytes, receive and transmit, 2 interfaces, theoretical maximum 3.34 Mpps');
    expect(table).toMatch(/PDR\s+998 kpps\s+29.8 %\s+1 Mpps to 1 Mpps/);
    expect(table).toContain('Trials of 5 ms (FD.io CSIT: 1 s).');
  });

  it('says why a goal or a whole point has no result', () => {
    expect(tableOf(measurement)).toContain('sriov, NDR: The minimum load loses.');
    expect(tableOf({ ...measurement, failure: 'Nothing was found.' })).toContain('sriov, failed: Nothing was found.');
  });

  it('stays within 100 columns', () => {
    expect(
      Math.max(
        ...tableOf(measurement)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });
});
