import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { HostInterrupt } from './interrupt.ts';
import type { Signal } from './signal.ts';

const WORK_NS = 1000;
const FIRST_NS = 2000;
const DEEP_NS = 90_000;
const RESIDENCY_NS = 300_000;

/** A soft interrupt on core 0 that serves two rings, each with an interrupt of its own. `arrive` returns nothing; `latencies` come in order of arrival. */
function bench(costs: Record<string, number> = {}, polling = false) {
  const machine = bareMachine({
    virtualized: false,
    scenario: {
      costs: {
        'host.interrupt': 0,
        'host.tickRate': 0,
        'idle.exitLatency': FIRST_NS,
        'idle.deepExitLatency': DEEP_NS,
        'idle.deepResidency': RESIDENCY_NS,
        ...costs,
      },
    },
  });
  const context = contextOn(machine, 0, { priority: true });
  if (polling) contextOn(machine, 0, { polling: true });
  const interrupt = new HostInterrupt(machine, context, 0);
  const signal: Signal = { raise: (_, ring) => interrupt.deliver(ring) };
  const rings = [ringOf(machine, { signal }), ringOf(machine, { signal })] as const;
  for (const input of rings) serverOf(machine, context, () => WORK_NS, { input });
  const endpoint = new CountingEndpoint(machine);
  return {
    arrive: (nowNs: number, ring = 0) => {
      machine.loop.run(nowNs);
      const to = at(rings, ring);
      to.push(endpoint.packet());
      to.flush(null);
    },
    doneNs: () => {
      machine.loop.run(machine.loop.nowNs + 1e7);
      return endpoint.atPeer.map(({ nowNs }) => nowNs);
    },
  };
}

describe('a sleeping core', () => {
  it('leaves its first sleep state when it has slept for less than the deepest one asks', () => {
    const { arrive, doneNs } = bench();
    arrive(RESIDENCY_NS - 1);
    expect(doneNs()).toEqual([RESIDENCY_NS - 1 + FIRST_NS + WORK_NS]);
  });

  it('leaves its deepest sleep state when it has slept for longer', () => {
    const { arrive, doneNs } = bench();
    arrive(RESIDENCY_NS);
    expect(doneNs()).toEqual([RESIDENCY_NS + DEEP_NS + WORK_NS]);
  });

  it('counts its sleep from the end of its last work', () => {
    const { arrive, doneNs } = bench();
    arrive(100_000);
    const sleptNs = 100_000 + FIRST_NS + WORK_NS;
    arrive(sleptNs + RESIDENCY_NS - 1);
    expect(at(doneNs(), 1)).toBe(sleptNs + RESIDENCY_NS - 1 + FIRST_NS + WORK_NS);
  });

  it('leaves it once for two interrupts', () => {
    const { arrive, doneNs } = bench();
    arrive(1e6);
    arrive(1e6 + 40_000, 1);
    const awakeNs = 1e6 + DEEP_NS;
    expect(doneNs()).toEqual([awakeNs + WORK_NS, awakeNs + 2 * WORK_NS]);
  });

  it('has no deepest state where its machine has none', () => {
    const { arrive, doneNs } = bench({ 'idle.deepExitLatency': 0 });
    arrive(1e6);
    expect(doneNs()).toEqual([1e6 + FIRST_NS + WORK_NS]);
  });
});

it('a core that polls does not sleep', () => {
  const { arrive, doneNs } = bench({}, true);
  arrive(1e6);
  expect(doneNs()).toEqual([1e6 + WORK_NS]);
});
