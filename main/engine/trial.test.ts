import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import type { RunRecord, TrialSchedule } from './run-record.ts';
import { simulate } from './simulate.ts';

const size = { kind: 'fixed' as const, frameBytes: 64 };

function trialOf(loadPps: number, trial: TrialSchedule, technique: 'sriov' | 'vhost-net' = 'sriov'): RunRecord {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm', count: 2 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'constant', load: loadPps, loadUnit: 'packets-per-second', size } }],
    techniques: [{ name: technique }],
  });
  return simulate({ scenario, technique: { name: technique, options: {} }, replication: 0, trial });
}

describe('a trial', () => {
  it('sends a known number of frames, then waits until each has arrived', () => {
    const { accounting, trial } = trialOf(100_000, { steps: [{ durationMs: 10, factor: 1 }], settleMs: 2000 });
    expect(accounting).toEqual({ inFlightStart: 0, offered: 1000, delivered: 1000, lost: 0, inFlightEnd: 0 });
    expect(trial?.sendingNs).toBe(10e6);
    expect(trial?.settledNs).toBeLessThan(3e6);
    expect(trial?.lastLossNs).toBeNull();
  });

  it('waits no longer than it is told, and says what was under way when the sources stopped', () => {
    const { accounting, trial } = trialOf(3_000_000, { steps: [{ durationMs: 5, factor: 1 }], settleMs: 0.001 });
    expect(accounting.inFlightEnd).toBeGreaterThan(0);
    expect(trial?.settledNs).toBe(1000);
    const underWay = trial?.flows.reduce((sum, flow) => sum + flow.inFlightAtStop, 0) ?? 0;
    expect(underWay).toBeGreaterThanOrEqual(accounting.inFlightEnd);
  });

  it('changes its load by steps: the last frame is lost when an overload ends, soon after', () => {
    const steps = [
      { durationMs: 20, factor: 1 },
      { durationMs: 20, factor: 0.05 },
    ];
    const { accounting, trial } = trialOf(3_000_000, { steps, settleMs: 2000 }, 'vhost-net');
    expect(accounting.offered).toBeCloseTo(3_000_000 * (0.02 + 0.05 * 0.02), -2);
    expect(accounting.lost).toBeGreaterThan(0);
    expect(trial?.lastLossNs).toBeGreaterThan(19e6);
    expect(trial?.lastLossNs).toBeLessThan(30e6);
  });

  it('pauses where the factor is 0', () => {
    const steps = [
      { durationMs: 5, factor: 0 },
      { durationMs: 5, factor: 2 },
    ];
    const { accounting, trial } = trialOf(100_000, { steps, settleMs: 2000 });
    expect(accounting.offered).toBe(1000);
    expect(trial?.flows.flatMap(({ quarters }) => quarters.slice(0, 2).map(({ latencyCount }) => latencyCount))).toEqual([0, 0, 0, 0]);
  });
});
