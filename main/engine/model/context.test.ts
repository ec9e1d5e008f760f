import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, CountingSignal, outputTo, ringOf, serverOf } from './bare-machine.fixture.ts';
import { ContextState, type Context } from './context.ts';
import type { Machine } from './machine.ts';
import { RingState } from './ring.ts';

/** Turns of services that always have work, in their order, by label. */
function endlessTurns(
  machine: Machine,
  context: Context,
  services: readonly { label: string; level: 0 | 1; turnNs: number }[],
  untilNs: number,
) {
  const turns: string[] = [];
  const busyNs: Record<string, number> = {};
  const endpoint = new CountingEndpoint(machine);
  const rings = services.map(({ label, level, turnNs }) => {
    const ring = ringOf(machine);
    const output = outputTo((packet) => {
      turns.push(label);
      busyNs[label] = (busyNs[label] ?? 0) + turnNs;
      ring.push(packet);
    });
    serverOf(machine, context, () => turnNs, { input: ring, output, level });
    ring.push(endpoint.packet());
    return ring;
  });
  for (const ring of rings) ring.flush(null);
  machine.loop.run(untilNs);
  return { turns, busyNs };
}

describe('services of a context', () => {
  it('of one level take turns', () => {
    const machine = bareMachine();
    const services = ['a', 'b', 'c'].map((label) => ({ label, level: 0 as const, turnNs: 100 }));
    const { turns } = endlessTurns(machine, contextOn(machine), services, 900);
    expect(turns.join('')).toBe('abcabcabc');
  });

  it('of the higher level go first for the budget; then each level gets half of the time, whatever its turns', () => {
    const machine = bareMachine({ scenario: { costs: { 'napi.budget': 256, 'napi.weight': 64 } } });
    const services = [
      { label: 'h', level: 1 as const, turnNs: 100 },
      { label: 'l', level: 0 as const, turnNs: 300 },
    ];
    const { turns, busyNs } = endlessTurns(machine, contextOn(machine), services, 100_000);
    // The first turn begins before there is anything else.
    expect(turns.slice(0, 6).join('')).toBe('hhhhhl');
    expect((busyNs['h'] ?? 0) / (busyNs['l'] ?? 0)).toBeCloseTo(1, 1);
  });

  it('of the lower level wait while the higher has work within its budget', () => {
    const machine = bareMachine({ scenario: { costs: { 'napi.budget': 1e6 } } });
    const services = [
      { label: 'l', level: 0 as const, turnNs: 100 },
      { label: 'h', level: 1 as const, turnNs: 100 },
    ];
    // The lower is first in line, and had begun before the higher was there.
    expect(endlessTurns(machine, contextOn(machine), services, 1000).turns.join('')).toBe('lhhhhhhhhh');
  });
});

describe('time that a context owes', () => {
  it('comes before its next packets, on its account', () => {
    const machine = bareMachine();
    const context = contextOn(machine, 0, { vm: 0 });
    const ring = ringOf(machine);
    serverOf(machine, context, () => 100, { input: ring });
    const endpoint = new CountingEndpoint(machine);
    const slot = machine.cyclesSlot('hypervisor', 'kick');
    context.owe(slot, 40);
    context.owe(slot, 2);
    ring.push(endpoint.packet());
    ring.flush(null);
    machine.loop.run(1000);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(142);
    expect(machine.ledger.counts[slot]).toBe(42);
    expect(context.owedNs).toBe(0);
  });

  it('is spent at once when it is asked to be, without any packet', () => {
    const machine = bareMachine();
    const context = contextOn(machine);
    context.spend();
    expect(context.state).toBe(ContextState.idle);
    context.owe(machine.cyclesSlot('guest', 'interrupt'), 500);
    context.spend();
    machine.loop.run(499);
    expect(context.state).toBe(ContextState.running);
    machine.loop.run(500);
    expect([context.state, context.owedNs]).toEqual([ContextState.idle, 0]);
  });
});

describe('a notification that is under way', () => {
  it('opens each ring at its own time', () => {
    const machine = bareMachine();
    const context = contextOn(machine);
    const [now, late, soon] = [1, 2, 3].map(() => ringOf(machine, { signal: new CountingSignal() }));
    if (!now || !late || !soon) throw new Error('Three rings were made.');
    late.openAtNs = 3000;
    soon.openAtNs = 1000;
    for (const ring of [late, soon, now]) context.open(ring);
    const states = () => [now.state, soon.state, late.state].map((state) => state === RingState.polling);
    expect(states()).toEqual([true, false, false]);
    machine.loop.run(1000);
    expect(states()).toEqual([true, true, false]);
    machine.loop.run(3000);
    expect(states()).toEqual([true, true, true]);
  });
});

describe('a polling context', () => {
  function pollingBench() {
    const machine = bareMachine();
    const context = contextOn(machine, 0, { polling: true, pollLoopNs: 60 });
    const ring = ringOf(machine);
    serverOf(machine, context, () => 100, { input: ring });
    const endpoint = new CountingEndpoint(machine);
    const send = () => {
      ring.push(endpoint.packet());
      ring.flush(null);
    };
    return { machine, context, endpoint, send };
  }

  it('never sleeps, and sees a packet after half of its loop on average', () => {
    const { machine, context, endpoint, send } = pollingBench();
    expect(context.asleep).toBe(false);
    send();
    machine.loop.run(1e4);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(130);
  });

  it('sees packets that come while it works without delay', () => {
    const { machine, endpoint, send } = pollingBench();
    send();
    machine.loop.run(80);
    send();
    machine.loop.run(1e4);
    expect(at(endpoint.atPeer, 1).nowNs).toBe(230);
  });
});

describe('a context that does not poll', () => {
  it('sleeps when it has nothing to do', () => {
    const machine = bareMachine();
    const context = contextOn(machine);
    const ring = ringOf(machine);
    serverOf(machine, context, () => 100, { input: ring });
    expect(context.asleep).toBe(true);
    ring.push(new CountingEndpoint(machine).packet());
    ring.flush(null);
    expect(context.asleep).toBe(false);
    machine.loop.run(1000);
    expect(context.asleep).toBe(true);
  });
});
