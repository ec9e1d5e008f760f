import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, CountingSignal, ringOf, serverOf } from './bare-machine.fixture.ts';
import { RingState } from './ring.ts';

const WORK_NS = 1000;

/** A ring with a signal that the test answers, and a server behind it. */
function notifiedRing(capacity = 64, batch = 1) {
  const machine = bareMachine();
  const signal = new CountingSignal();
  const ring = ringOf(machine, { capacity, signal });
  serverOf(machine, contextOn(machine), () => WORK_NS, { input: ring, batch });
  const endpoint = new CountingEndpoint(machine);
  const send = (count = 1) => {
    for (let i = 0; i < count; i++) ring.push(endpoint.packet());
    ring.flush(null);
  };
  return { machine, signal, ring, endpoint, send };
}

describe('notification suppression', () => {
  it('notifies an idle consumer exactly once, however many packets come before it looks', () => {
    const { machine, signal, ring, endpoint, send } = notifiedRing();
    for (let i = 0; i < 5; i++) send(3);
    machine.loop.run(1e6);
    expect([signal.raised, ring.length, endpoint.atPeer.length]).toEqual([1, 15, 0]);
    ring.open();
    machine.loop.run(2e6);
    expect([signal.raised, ring.length, endpoint.atPeer.length]).toEqual([1, 0, 15]);
  });

  it('does not notify a busy consumer', () => {
    const { machine, signal, ring, endpoint, send } = notifiedRing();
    send();
    ring.open();
    for (let i = 1; i <= 20; i++) {
      machine.loop.run(i * WORK_NS - WORK_NS / 2);
      send();
    }
    machine.loop.run(1e6);
    expect([signal.raised, endpoint.atPeer.length]).toEqual([1, 21]);
  });

  it('notifies again once the consumer has found the ring empty', () => {
    const { machine, signal, ring, send } = notifiedRing();
    for (let i = 1; i <= 4; i++) {
      send();
      ring.open();
      machine.loop.run(i * 1e5);
      expect([signal.raised, ring.state]).toEqual([i, RingState.idle]);
    }
  });

  it('keeps its consumer polling while a batch leaves packets behind', () => {
    const { machine, signal, ring, endpoint, send } = notifiedRing(64, 4);
    send(10);
    ring.open();
    machine.loop.run(1e6);
    // Batches of 4, 4 and 2, each one turn.
    expect(endpoint.atPeer.map(({ nowNs }) => nowNs)).toEqual([4, 4, 4, 4, 8, 8, 8, 8, 10, 10].map((count) => count * WORK_NS));
    expect(signal.raised).toBe(1);
  });

  it('costs nothing without a signal: the consumer polls for ever', () => {
    const machine = bareMachine();
    const ring = ringOf(machine);
    ring.rearm();
    expect(ring.state).toBe(RingState.polling);
  });

  it('can be given to a ring whose consumer is made later', () => {
    const machine = bareMachine();
    const ring = ringOf(machine);
    const signal = new CountingSignal();
    ring.setSignal(signal);
    ring.push(new CountingEndpoint(machine).packet());
    ring.flush(null);
    expect(signal.raised).toBe(1);
  });

  it('says nothing about an empty ring', () => {
    const { ring, signal } = notifiedRing();
    ring.flush(null);
    expect(signal.raised).toBe(0);
  });
});

describe('a ring', () => {
  it('keeps the order of its packets around its end', () => {
    const machine = bareMachine();
    const ring = ringOf(machine, { capacity: 3 });
    const endpoint = new CountingEndpoint(machine);
    const sent: number[] = [];
    const taken: number[] = [];
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 2; i++) {
        const packet = endpoint.packet();
        sent.push(packet);
        ring.push(packet);
      }
      expect(ring.peek()).toBe(at(sent, taken.length));
      taken.push(ring.shift(), ring.shift());
    }
    expect(taken).toEqual(sent);
  });

  it('loses what finds it full, at its own place, and tells the flow', () => {
    const machine = bareMachine();
    const dropSlot = machine.ledger.slot('drop', 'here');
    const ring = ringOf(machine, { capacity: 2, dropSlot });
    const endpoint = new CountingEndpoint(machine);
    machine.loop.run(7);
    for (let i = 0; i < 5; i++) ring.push(endpoint.packet(1518, { frames: 2 }));
    expect(ring.full).toBe(true);
    expect(endpoint.lost.map(({ nowNs }) => nowNs)).toEqual([7, 7, 7]);
    // Frames, not packets.
    expect(machine.ledger.counts[dropSlot]).toBe(6);
    expect([machine.ledger.inFlight, machine.packets.live]).toEqual([4, 2]);
  });

  it('counts slots that are promised as taken', () => {
    const machine = bareMachine();
    const ring = ringOf(machine, { capacity: 3, whenFull: 'wait' });
    ring.reserved = 2;
    ring.push(new CountingEndpoint(machine).packet());
    expect([ring.full, ring.room()]).toEqual([true, 0]);
  });

  it('has room for everything where it loses, and for its free slots where producers wait', () => {
    const machine = bareMachine();
    expect(ringOf(machine, { capacity: 3 }).room()).toBe(Number.POSITIVE_INFINITY);
    expect(ringOf(machine, { capacity: 3, whenFull: 'wait' }).room()).toBe(3);
    expect(ringOf(machine, { capacity: 3, whenFull: 'wait' }).dropping().room()).toBe(Number.POSITIVE_INFINITY);
  });

  it('holds at least one packet, whatever a cost model says', () => {
    expect(ringOf(bareMachine(), { capacity: 0.4 }).capacity).toBe(1);
  });
});

describe('back pressure', () => {
  it('stops the producer at a full ring and loses nothing', () => {
    const machine = bareMachine({ cores: 2 });
    const narrow = ringOf(machine, { capacity: 2, whenFull: 'wait' });
    const input = ringOf(machine);
    const endpoint = new CountingEndpoint(machine);
    serverOf(machine, contextOn(machine, 0), () => WORK_NS, { input, output: narrow, batch: 8 });
    serverOf(machine, contextOn(machine, 1), () => 10 * WORK_NS, { input: narrow });
    for (let i = 0; i < 20; i++) input.push(endpoint.packet());
    input.flush(null);
    for (let timeNs = 0; timeNs < 3e5; timeNs += 500) {
      machine.loop.run(timeNs);
      expect(narrow.length).toBeLessThanOrEqual(2);
    }
    expect([endpoint.atPeer.length, endpoint.lost.length]).toEqual([20, 0]);
    // The slow consumer is never starved.
    expect(at(endpoint.atPeer, 19).nowNs - at(endpoint.atPeer, 0).nowNs).toBe(19 * 10 * WORK_NS);
  });
});
