import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';

const TICK_NS = 3000;
const WORK_NS = 100;
const costs = { 'host.tickRate': 1000, 'host.tick': TICK_NS };

/** A process that polls on core 0 of a machine whose ticks have begun, and its ring. */
function bench(options: { virtualized?: boolean; vm?: number; polling?: boolean } = {}) {
  const machine = bareMachine({ virtualized: options.virtualized ?? false, scenario: { costs } });
  const process = contextOn(machine, 0, { polling: options.polling ?? true, vm: options.vm ?? 0 });
  const ring = ringOf(machine);
  serverOf(machine, process, () => WORK_NS, { input: ring });
  for (const ticks of machine.ticks) ticks.start();
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
    expect(machine.ticks).toHaveLength(1);
  });

  it('are none of a core that can sleep, nor of a guest, whose ticks are exits', () => {
    expect(bench({ polling: false }).machine.ticks).toHaveLength(0);
    expect(bench({ virtualized: true }).machine.ticks).toHaveLength(0);
    expect(bench({ virtualized: true, vm: -1 }).machine.ticks).toHaveLength(1);
    expect(at(bench().machine.ticks, 0)).toBeDefined();
  });
});
