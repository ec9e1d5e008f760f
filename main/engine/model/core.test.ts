import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, CountingEndpoint, outputTo, ringOf, serverOf } from './bare-machine.fixture.ts';
import type { Context } from './context.ts';
import type { Machine } from './machine.ts';
import type { Ring } from './ring.ts';

const TURN_NS = 10_000;
const SLICE_NS = 1_000_000;

function machineOf(kind: 'credit' | 'round-robin', costs: ScenarioInput['costs'] = {}): Machine {
  return bareMachine({
    scenario: { host: { networkCores: 0, scheduler: { kind, sliceUs: SLICE_NS / 1000 } }, costs: { 'context.pollution': 0, ...costs } },
  });
}

interface Worker {
  readonly ring: Ring;
  /** Times at which turns ended. */
  readonly turnsNs: number[];
  /** Time spent working. */
  busyNs: number;
}

/** Work for the context: packets come back for ever, or one for each `send`. */
function worker(machine: Machine, context: Context, endless: boolean, turnNs = TURN_NS): Worker & { send(): void } {
  const ring = ringOf(machine);
  const turnsNs: number[] = [];
  const endpoint = new CountingEndpoint(machine);
  const output = outputTo((packet) => {
    turnsNs.push(machine.loop.nowNs);
    made.busyNs += turnNs;
    if (endless) ring.push(packet);
    else machine.flows.arriveAtPeer(packet);
  });
  serverOf(machine, context, () => turnNs, { input: ring, output });
  const made = {
    ring,
    turnsNs,
    busyNs: 0,
    send: () => {
      ring.push(endpoint.packet());
      ring.flush(null);
    },
  };
  return made;
}

describe('contexts that always have work', () => {
  it.each([[[1, 1]], [[1, 2, 5]], [[3, 1, 1, 1]]])('share a core under credit by their weights %j', (weights) => {
    const machine = machineOf('credit');
    const workers = weights.map((weight) => worker(machine, contextOn(machine, 0, { weight }), true));
    for (const { send } of workers) send();
    machine.loop.run(1e9);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, { busyNs }] of workers.entries()) expect(busyNs / 1e9).toBeCloseTo(at(weights, i) / total, 2);
  });

  it('share a core equally in turns, whatever their weights', () => {
    const machine = machineOf('round-robin');
    const workers = [1, 2, 5].map((weight) => worker(machine, contextOn(machine, 0, { weight }), true));
    for (const { send } of workers) send();
    machine.loop.run(1e9);
    for (const { busyNs } of workers) expect(busyNs / 1e9).toBeCloseTo(1 / 3, 2);
  });

  it('run for a slice before the next one does', () => {
    const machine = machineOf('round-robin');
    const [one, other] = [worker(machine, contextOn(machine), true), worker(machine, contextOn(machine), true)];
    one.send();
    other.send();
    machine.loop.run(10 * SLICE_NS);
    const turns = SLICE_NS / TURN_NS;
    const gaps = one.turnsNs.slice(1).map((timeNs, i) => timeNs - at(one.turnsNs, i));
    expect(gaps.filter((gapNs) => gapNs > TURN_NS)).toEqual(new Array(4).fill(SLICE_NS + TURN_NS));
    expect(one.turnsNs.filter((timeNs) => timeNs <= SLICE_NS)).toHaveLength(turns);
    expect(other.turnsNs.filter((timeNs) => timeNs > SLICE_NS && timeNs <= 2 * SLICE_NS)).toHaveLength(turns);
  });

  it('begin a new slice after the core was idle', () => {
    const machine = machineOf('round-robin');
    const [early, late] = [worker(machine, contextOn(machine), true), worker(machine, contextOn(machine), false)];
    const first = worker(machine, contextOn(machine), false);
    first.send();
    machine.loop.run(20 * SLICE_NS);
    early.send();
    machine.loop.run(20 * SLICE_NS + TURN_NS / 2);
    late.send();
    machine.loop.run(30 * SLICE_NS);
    expect(at(late.turnsNs, 0)).toBe(21 * SLICE_NS + TURN_NS);
  });

  it('go on with the same context after an idle time in a new slice too', () => {
    const machine = machineOf('round-robin');
    const [one, other] = [worker(machine, contextOn(machine), false), worker(machine, contextOn(machine), false)];
    one.send();
    const wakesNs = 20 * SLICE_NS;
    machine.loop.run(wakesNs);
    for (let i = 0; i < 50; i++) one.send();
    other.send();
    machine.loop.run(30 * SLICE_NS);
    // Fifty turns of ten microseconds fit into one slice.
    expect(at(other.turnsNs, 0)).toBe(wakesNs + 51 * TURN_NS);
  });

  it('leave the core to the others when they have none', () => {
    const machine = machineOf('credit');
    const [busy, rare] = [worker(machine, contextOn(machine), true), worker(machine, contextOn(machine, 0, { weight: 100 }), false)];
    busy.send();
    machine.loop.run(5e8);
    rare.send();
    machine.loop.run(1e9);
    expect(busy.busyNs).toBeCloseTo(1e9 - TURN_NS, -5);
    expect(machine.ledger.counts[at(machine.cores, 0).busySlot]).toBeCloseTo(1e9, -5);
  });
});

describe('a context that wakes', () => {
  /** Time from waking to the end of its only turn, while another is in the middle of its slice. */
  function reactionNs(kind: 'credit' | 'round-robin'): number {
    const machine = machineOf(kind);
    const [busy, rare] = [worker(machine, contextOn(machine), true), worker(machine, contextOn(machine), false)];
    busy.send();
    const wakesNs = 20 * SLICE_NS + 2.5 * TURN_NS;
    machine.loop.run(wakesNs);
    rare.send();
    machine.loop.run(40 * SLICE_NS);
    return at(rare.turnsNs, 0) - wakesNs;
  }

  it('runs at the end of the present turn under credit', () => {
    expect(reactionNs('credit')).toBeCloseTo(1.5 * TURN_NS, 3);
  });

  it('waits for the end of the slice when turns are equal', () => {
    expect(reactionNs('round-robin')).toBeGreaterThan(SLICE_NS / 2);
    expect(reactionNs('round-robin')).toBeLessThanOrEqual(SLICE_NS + TURN_NS);
  });

  it('has no more credit than one slice for the time it slept', () => {
    const machine = machineOf('credit');
    const [one, late] = [worker(machine, contextOn(machine), true), worker(machine, contextOn(machine), true)];
    one.send();
    machine.loop.run(1e9);
    late.send();
    machine.loop.run(1e9 + 20 * SLICE_NS);
    expect(late.busyNs).toBeLessThanOrEqual(12 * SLICE_NS);
    expect(late.busyNs).toBeGreaterThanOrEqual(9 * SLICE_NS);
  });

  it('has no more credit either when the core was idle as it woke', () => {
    const machine = machineOf('credit');
    // 100 ms of work in a row, which ends.
    const past = worker(machine, contextOn(machine), false);
    const late = worker(machine, contextOn(machine), true);
    for (let i = 0; i < 10_000; i++) past.send();
    machine.loop.run(2e8);
    const before = past.busyNs;
    late.send();
    for (let i = 0; i < 10_000; i++) past.send();
    machine.loop.run(2e8 + 20 * SLICE_NS);
    expect(past.busyNs - before).toBeGreaterThanOrEqual(8 * SLICE_NS);
  });
});

describe('switching between contexts', () => {
  const switches = (machine: Machine) => machine.ledger.counts[machine.cyclesSlot('host', 'context switch')] ?? 0;

  /** Cycles of the switch from one context to another on a core with so many contexts. */
  function switchCycles(contexts: number, switchNs = 1000): number {
    const machine = machineOf('credit', { 'context.pollution': 50 });
    const made = Array.from({ length: contexts }, () => worker(machine, contextOn(machine, 0, { switchNs }), false));
    at(made, 0).send();
    machine.loop.run(1e6);
    expect(switches(machine)).toBe(0);
    at(made, 1).send();
    machine.loop.run(2e6);
    return switches(machine);
  }

  it('costs the switch and pollution that grows with the contexts on the core, up to eight others', () => {
    expect([2, 3, 4, 9, 10, 30].map((contexts) => switchCycles(contexts))).toEqual([1050, 1100, 1150, 1400, 1400, 1400]);
  });

  it('costs nothing for a context without a switch of its own', () => {
    expect(switchCycles(5, 0)).toBe(0);
  });

  it('costs nothing when the same context goes on', () => {
    const machine = machineOf('credit');
    const only = worker(machine, contextOn(machine, 0, { switchNs: 1000 }), false);
    for (let i = 0; i < 10; i++) {
      only.send();
      machine.loop.run((i + 1) * 1e5);
    }
    expect([only.turnsNs.length, switches(machine)]).toEqual([10, 0]);
  });

  it('from idle costs what the context says, each time, on the account of its actor', () => {
    const machine = machineOf('credit');
    const domain = worker(machine, contextOn(machine, 0, { switchNs: 1000, fromIdleNs: 700, switchActor: 'hypervisor' }), false);
    for (let i = 0; i < 4; i++) {
      domain.send();
      machine.loop.run((i + 1) * 1e5);
    }
    const account = machine.ledger.counts[machine.cyclesSlot('hypervisor', 'context switch')] ?? 0;
    // The first run is no switch: nothing ran before.
    expect(account).toBe(3 * 700);
    expect(at(domain.turnsNs, 3) - 3e5).toBe(700 + TURN_NS);
  });

  it('takes time, and that time is on the core’s account', () => {
    const machine = machineOf('round-robin');
    const workers = [0, 1].map(() => worker(machine, contextOn(machine, 0, { switchNs: 50_000 }), true));
    for (const { send } of workers) send();
    machine.loop.run(1e8);
    const workNs = workers.reduce((sum, { busyNs }) => sum + busyNs, 0);
    expect(workNs + switches(machine)).toBeGreaterThan(1e8 - TURN_NS - 1);
    expect(machine.ledger.counts[at(machine.cores, 0).busySlot]).toBeLessThan(1e8 + 60_000 + 1);
    expect(switches(machine) / 50_000).toBeGreaterThan(90);
  });
});

describe('soft interrupts', () => {
  it('run before everything else of the core, without a switch', () => {
    const machine = machineOf('credit');
    const low = worker(machine, contextOn(machine, 0, { switchNs: 1000 }), true);
    const soft = worker(machine, contextOn(machine, 0, { priority: true, switchNs: 1000 }), false);
    low.send();
    machine.loop.run(2.5 * TURN_NS);
    soft.send();
    machine.loop.run(10 * TURN_NS);
    expect(at(soft.turnsNs, 0)).toBe(4 * TURN_NS);
    expect(at(low.turnsNs, 3)).toBe(5 * TURN_NS);
  });

  it('let others have a turn after their budget', () => {
    const machine = machineOf('credit', { 'napi.budget': 256, 'napi.weight': 64 });
    const soft = worker(machine, contextOn(machine, 0, { priority: true }), true);
    const low = worker(machine, contextOn(machine), true);
    soft.send();
    low.send();
    machine.loop.run(500 * TURN_NS);
    expect(soft.turnsNs.length / low.turnsNs.length).toBeCloseTo(4, 1);
  });
});

describe('a producer and a consumer on one core', () => {
  it('take turns when the consumer’s work makes room for the waiting producer', () => {
    const machine = machineOf('round-robin');
    const between = ringOf(machine, { name: 'between', capacity: 1, whenFull: 'wait' });
    const input = ringOf(machine);
    const endpoint = new CountingEndpoint(machine);
    serverOf(machine, contextOn(machine), () => TURN_NS, { input, output: between });
    serverOf(machine, contextOn(machine), () => TURN_NS, { input: between });
    for (let i = 0; i < 5; i++) input.push(endpoint.packet());
    input.flush(null);
    machine.loop.run(1e6);
    expect(endpoint.atPeer).toHaveLength(5);
    expect(at(endpoint.atPeer, 4).nowNs).toBe(10 * TURN_NS);
  });
});

describe('a core', () => {
  it('knows what runs on it', () => {
    const machine = machineOf('credit');
    const guest = contextOn(machine, 0, { vm: 0 });
    const host = contextOn(machine);
    const [inGuest, onHost] = [worker(machine, guest, false), worker(machine, host, false)];
    const core = at(machine.cores, 0);
    expect([core.isRunning(guest), core.runsGuest]).toEqual([false, false]);
    inGuest.send();
    expect([core.isRunning(guest), core.isRunning(host), core.runsGuest]).toEqual([true, false, true]);
    machine.loop.run(1e6);
    onHost.send();
    expect([core.isRunning(host), core.runsGuest]).toEqual([true, false]);
  });

  it('turns cycles into time by its frequency', () => {
    expect(at(machineOf('credit').cores, 0).ns(1234)).toBe(1234);
  });
});
