import { describe, expect, it } from 'vitest';
import type { BoundRecord } from '../engine/run-record.ts';
import { agreement, type Findings } from './agreement.ts';

const lever = (name: string, utilization: number) => ({ lever: name, title: name, advice: `more ${name}`, utilization });

function boundBy(...levers: string[]): BoundRecord {
  const limits = levers.map((name) => ({ lever: name, title: name, resources: [`core 1 (${name})`], gainPercent: 11 }));
  return { deliveredPps: 1e6, limits, latencyNs: 1000, utilizations: [] };
}

const agreed: Findings = {
  byUtilization: [lever('guest cores', 1), lever('network cores', 0.6)],
  confirmed: 'guest cores',
  bound: boundBy('guest cores'),
  deliveredPps: 990_000,
};

describe('experiment, utilization and analysis', () => {
  it('agree where all three name the same', () => {
    expect(agreement(agreed)).toBe(' Utilization and analysis agree.');
  });

  it('agree where the bound is set by several of which it is one, and utilizations differ by less than chance', () => {
    const findings = {
      ...agreed,
      byUtilization: [lever('the wire', 1), lever('guest cores', 0.98)],
      bound: boundBy('the wire', 'guest cores'),
    };
    expect(agreement(findings)).toBe(' Utilization and analysis agree.');
  });

  it('do not agree where another is busier, or would limit first', () => {
    const busier = { ...agreed, byUtilization: [lever('network cores', 1), lever('guest cores', 0.9)] };
    expect(agreement(busier)).toBe(' The ways to find it do not agree: of higher utilization: network cores, 100 %, which gains less.');
    expect(agreement({ ...busier, bound: boundBy('the wire') })).toContain('which gains less; first to limit by analysis: the wire.');
  });

  it('tell what the bound leaves out where the simulation stays far below it', () => {
    expect(agreement({ ...agreed, deliveredPps: 600_000 })).toContain('agree, but 40 % of the bound is lost to work that it leaves out');
    expect(agreement({ ...agreed, bound: boundBy(), deliveredPps: 600_000 })).toContain(
      'By analysis nothing limits what is asked for: 40 %',
    );
  });

  it('are not compared where nothing is confirmed or known', () => {
    expect(agreement({ ...agreed, confirmed: null })).toBe('');
    expect(agreement({ ...agreed, bound: null })).toBe('');
  });
});
