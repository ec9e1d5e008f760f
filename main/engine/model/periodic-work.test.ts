import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { addCounterReadings } from './periodic-work.ts';

const TICK_NS = 3000;
const WORK_NS = 100;
const costs = { 'host.tickRate': 1000, 'host.tick': TICK_NS };

/** A process that polls on core 0 of a machine whose ticks have begun, and its ring. */
function bench(options: { virtualized?: boolean; vm?: number; polling?: boolean } = {}) {
  const machine = bareMachine({ virtualized: options.virtualized ?? false, scenario: { costs } });
  const process = contextOn(machine, 0, { polling: options.polling ?? true, vm: options.vm ?? 0 });
  const ring = ringOf(machine);
  serverOf(machine, process, () => WORK_NS, { input: ring });
  for (const work of machine.periodicWork) work.start();
  const endpoint = new CountingEndpoint(machine);
  return {
    machine,
    endpoint,
    arrive: (nowNs: number) => {
      machine.loop.run(nowNs);
      ring.push(endpoint.packet());
      ring.flush(null);
    },
    tickNs: () => machine.ledger.counts[machine.cyclesSlot((options.vm ?? 0) >= 0 ? 'guest' : 'host', 'timer tick')],
  };
}

describe('timer ticks of a polling core', () => {
  it('come at their rate and take their time from the core', () => {
    const { machine, tickNs } = bench();
    machine.loop.run(10e6);
    expect(tickNs()).toBe(10 * TICK_NS);
  });

  it('delay a packet that comes meanwhile, and no other', () => {
    const { machine, arrive, endpoint } = bench();
    arrive(100_000);
    arrive(500_000 + 1000);
    arrive(800_000);
    machine.loop.run(1e6);
    expect(endpoint.atPeer.map(({ nowNs }) => nowNs)).toEqual([100_000 + WORK_NS, 500_000 + TICK_NS + WORK_NS, 800_000 + WORK_NS]);
  });

  it('come once for processes that share the core', () => {
    const machine = bareMachine({ virtualized: false, scenario: { costs } });
    contextOn(machine, 0, { polling: true, vm: 0 });
    contextOn(machine, 0, { polling: true, vm: 0 });
    expect(machine.periodicWork).toHaveLength(1);
  });

  it('are none of a core that can sleep, nor of a guest, whose ticks are exits', () => {
    expect(bench({ polling: false }).machine.periodicWork).toHaveLength(0);
    expect(bench({ virtualized: true }).machine.periodicWork).toHaveLength(0);
    expect(bench({ virtualized: true, vm: -1 }).machine.periodicWork).toHaveLength(1);
    expect(at(bench().machine.periodicWork, 0)).toBeDefined();
  });
});

describe('readings of counters by the core that forwards', () => {
  const READ_NS = 500;
  const READING_NS = 1000 * READ_NS;

  /** Time that readings at this interval have taken by each of the moments, ns. */
  function takenBy(momentsMs: readonly number[], intervalMs: number, method: ScenarioInput['method'] = {}, replication = 0): number[] {
    const scenario = { costs: { 'host.tickRate': 0, 'dpdk.counterReads': 1000, 'pcie.readLatency': READ_NS }, method };
    const machine = bareMachine({ virtualized: false, replication, scenario });
    const process = contextOn(machine, 0, { polling: true, vm: 0 });
    serverOf(machine, process, () => 100, { input: ringOf(machine) });
    addCounterReadings(machine, process, intervalMs * 1e6);
    for (const work of machine.periodicWork) work.start();
    return momentsMs.map((ms) => {
      machine.loop.run(ms * 1e6);
      return machine.ledger.counts[machine.cyclesSlot('guest', 'counter reading')] ?? 0;
    });
  }

  it('take a round trip over PCIe for each register, at their interval', () => {
    expect(takenBy([10, 20, 30], 10)).toEqual([READING_NS, 2 * READING_NS, 3 * READING_NS]);
  });

  it('begin anywhere in their interval: in a run of a tenth of it one replication in ten has one', () => {
    const having = Array.from({ length: 400 }, (_, replication) => at(takenBy([20], 200, { durationMs: 20 }, replication), 0) > 0);
    const share = having.filter(Boolean).length / having.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  });

  it('come once in each replication where rare events are asked for, in its third quarter', () => {
    for (let replication = 0; replication < 20; replication++) {
      expect(takenBy([9.99, 15.01, 20], 12_000, { durationMs: 20, rareEvents: 'once' }, replication)).toEqual([0, READING_NS, READING_NS]);
    }
  });

  it('are no rare events where the run has several', () => {
    const asTheyCome = takenBy([2, 4, 10, 20], 4, { durationMs: 20 });
    expect(takenBy([2, 4, 10, 20], 4, { durationMs: 20, rareEvents: 'once' })).toEqual(asTheyCome);
    expect(at(asTheyCome, 3)).toBe(5 * READING_NS);
  });
});
