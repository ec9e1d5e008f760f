import { describe, expect, it } from 'vitest';
import { runTandem } from './tandem.ts';
import { variantsOf } from './variants.ts';

describe('the tandem workload', () => {
  it('gives the counts that the same workload gives in C++, ns-3 and SimPy (tools/peers)', () => {
    expect(runTandem(1e9)).toEqual({ events: 4_612_274, offered: 800_117, delivered: 800_045, lost: 0, latencySumNs: 55_725_593_192 });
  });
});

describe('the variants of the benchmark', () => {
  const variants = variantsOf(new URL('../../../examples/', import.meta.url));

  it('have names of their own and cover every technique', () => {
    const names = variants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['tandem', 'native', 'emulated', 'xen-split-driver', 'vhost-user', 'direct', 'sriov']));
  });

  it('all run, and do twice the work when asked for it', () => {
    for (const { name, execute } of variants.filter(({ group }) => group === 'technique' || group === 'VMs')) {
      const single = execute(0.04);
      const double = execute(0.08);
      expect(double.simulatedNs, name).toBe(2 * single.simulatedNs);
      expect(double.frames / single.frames, name).toBeGreaterThan(1.8);
      expect(double.events, name).toBeGreaterThan(double.frames);
    }
  });
});
