import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import type { TrialSchedule } from '../run-record.ts';
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
  });
});

describe('readings of counters by the core that forwards', () => {
  const READ_NS = 500;
  const READING_NS = 1000 * READ_NS;

  interface Bench {
    readonly method?: NonNullable<ScenarioInput['method']>;
    readonly trial?: TrialSchedule;
    readonly replication?: number;
    /** Data planes of the core. */
    readonly planes?: number;
  }

  /** Time that readings with this pause between them have taken by each of the moments, ns. */
  function takenBy(
    momentsMs: readonly number[],
    pauseMs: number,
    { method = {}, trial, replication = 0, planes = 1 }: Bench = {},
  ): number[] {
    const scenario = { costs: { 'host.tickRate': 0, 'dpdk.counterReads': 1000, 'pcie.readLatency': READ_NS }, method };
    const machine = bareMachine({ virtualized: false, replication, scenario, ...(trial ? { trial } : {}) });
    const process = contextOn(machine, 0, { polling: true, vm: 0 });
    serverOf(machine, process, () => 100, { input: ringOf(machine) });
    for (let plane = 0; plane < planes; plane++) addCounterReadings(machine, process, pauseMs * 1e6);
    for (const work of machine.periodicWork) work.start();
    return momentsMs.map((ms) => {
      machine.loop.run(ms * 1e6);
      return machine.ledger.counts[machine.cyclesSlot('guest', 'counter reading')] ?? 0;
    });
  }

  it('take a round trip over PCIe for each register, and their interval is the pause between them', () => {
    const beforeNs = (ms: number) => at(takenBy([ms], 10), 0);
    expect([beforeNs(10.5), beforeNs(21), beforeNs(31.5)]).toEqual([READING_NS, 2 * READING_NS, 3 * READING_NS]);
  });

  it('leave the core time for packets, however short the pause', () => {
    expect(at(takenBy([10], 0.1), 0)).toBeLessThanOrEqual(17 * READING_NS);
  });

  it('are those of one process where several share the core', () => {
    expect(takenBy([10.5], 10, { planes: 2 })).toEqual([READING_NS]);
  });

  it('begin anywhere in their interval: in a run of a tenth of it one replication in ten has one', () => {
    const having = Array.from(
      { length: 400 },
      (_, replication) => at(takenBy([20], 200, { method: { durationMs: 20 }, replication }), 0) > 0,
    );
    const share = having.filter(Boolean).length / having.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  });

  it('come once in each replication where rare events are asked for, in its third quarter', () => {
    for (let replication = 0; replication < 20; replication++) {
      const taken = takenBy([9.99, 15.01, 20], 12_000, { method: { durationMs: 20, rareEvents: 'once' }, replication });
      expect(taken).toEqual([0, READING_NS, READING_NS]);
    }
  });

  it('come in the third quarter of a trial, whatever the scenario lasts', () => {
    const trial = { steps: [1, 3].map((durationMs) => ({ durationMs, factor: 1 })), settleMs: 1 };
    expect(takenBy([1.99, 3.01, 4], 12_000, { method: { durationMs: 600, rareEvents: 'once' }, trial })).toEqual([
      0,
      READING_NS,
      READING_NS,
    ]);
  });

  it('are no rare events where the run has several', () => {
    const asTheyCome = takenBy([2, 4, 10, 20], 4, { method: { durationMs: 20 } });
    expect(takenBy([2, 4, 10, 20], 4, { method: { durationMs: 20, rareEvents: 'once' } })).toEqual(asTheyCome);
    expect(at(asTheyCome, 3) / READING_NS).toBeGreaterThanOrEqual(4);
  });
});
