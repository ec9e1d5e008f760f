import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { VmCount } from './ledger.ts';
import { GuestKick, ThreadWake } from './notification.ts';
import type { Signal } from './signal.ts';
import type { Machine } from './machine.ts';
import type { Context } from './context.ts';

const WORK_NS = 1000;
const WAKER = 50;
const LATENCY_NS = 3000;
const KICK = 400;

/** A producer on core 0 and a consumer on core 1 with a notified ring between them. */
function bench(makeSignal: (machine: Machine, consumer: Context) => Signal) {
  const machine = bareMachine({
    cores: 2,
    scenario: { costs: { 'wakeup.waker': WAKER, 'wakeup.latency': LATENCY_NS, 'idle.exitLatency': 0, 'idle.deepExitLatency': 0 } },
  });
  const producer = contextOn(machine, 0, { vm: 0 });
  const consumer = contextOn(machine, 1);
  const ring = ringOf(machine, { signal: makeSignal(machine, consumer) });
  const input = ringOf(machine);
  serverOf(machine, producer, () => WORK_NS, { input, output: ring });
  serverOf(machine, consumer, () => WORK_NS, { input: ring });
  const endpoint = new CountingEndpoint(machine);
  const send = (count: number, nowNs: number) => {
    machine.loop.run(nowNs);
    for (let i = 0; i < count; i++) input.push(endpoint.packet());
    input.flush(null);
  };
  const exits = (reason: string) => machine.ledger.counts[machine.ledger.slot('exit', reason)];
  const cycles = (actor: string, activity: string) => machine.ledger.counts[machine.cyclesSlot(actor, activity)];
  return { machine, endpoint, producer, send, exits, cycles };
}

describe('waking a thread', () => {
  it('costs the waker and takes its time when the thread sleeps', () => {
    const { machine, endpoint, send, cycles } = bench((machine, consumer) => new ThreadWake(machine, consumer));
    send(1, 0);
    machine.loop.run(1e6);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(WORK_NS + WAKER + LATENCY_NS + WORK_NS);
    expect(cycles('host', 'wake-up')).toBe(WAKER);
  });

  it('costs nothing while the thread is awake', () => {
    const { machine, endpoint, send, cycles } = bench((machine, consumer) => new ThreadWake(machine, consumer));
    send(20, 0);
    machine.loop.run(1e6);
    expect(endpoint.atPeer).toHaveLength(20);
    expect(cycles('host', 'wake-up')).toBe(WAKER);
    send(1, 2e6);
    machine.loop.run(3e6);
    expect(cycles('host', 'wake-up')).toBe(2 * WAKER);
  });

  it('opens the ring of an awake thread at once', () => {
    const machine = bareMachine({ scenario: { costs: { 'wakeup.waker': WAKER, 'wakeup.latency': LATENCY_NS } } });
    const consumer = contextOn(machine, 0, { polling: true });
    const ring = ringOf(machine, { signal: new ThreadWake(machine, consumer) });
    serverOf(machine, consumer, () => WORK_NS, { input: ring });
    const endpoint = new CountingEndpoint(machine);
    ring.push(endpoint.packet());
    ring.flush(null);
    machine.loop.run(1e5);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(WORK_NS);
  });
});

describe('a guest’s kick', () => {
  const kick = (machine: Machine, consumer: Context) => new GuestKick(machine, consumer, KICK, 'kick');

  it('is one exit to an idle backend: the guest pays it, and the backend wakes after it', () => {
    const { machine, endpoint, send, exits, cycles } = bench(kick);
    send(1, 0);
    machine.loop.run(1e6);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(WORK_NS + KICK + LATENCY_NS + WORK_NS);
    expect([exits('kick'), cycles('hypervisor', 'kick')]).toEqual([1, KICK]);
    expect(machine.ledger.vmCountOf(machine.ledger.counts, 0, VmCount.exits)).toBe(1);
  });

  it('does not happen while the backend is busy', () => {
    const { machine, endpoint, send, exits } = bench(kick);
    send(50, 0);
    machine.loop.run(1e6);
    expect(endpoint.atPeer).toHaveLength(50);
    expect(exits('kick')).toBe(1);
  });

  it('delays the guest’s next packet by its time', () => {
    const { machine, send, producer, cycles } = bench(kick);
    send(2, 0);
    machine.loop.run(1e6);
    expect(machine.ledger.counts[producer.core.busySlot]).toBe(2 * WORK_NS + KICK);
    expect(cycles('guest', 'service')).toBe(4 * WORK_NS);
  });

  it('without a guest, from hardware, costs no exit', () => {
    const machine = bareMachine();
    const consumer = contextOn(machine);
    const ring = ringOf(machine, { signal: kick(machine, consumer) });
    serverOf(machine, consumer, () => WORK_NS, { input: ring });
    ring.push(new CountingEndpoint(machine).packet());
    ring.flush(null);
    machine.loop.run(1e6);
    expect(machine.ledger.counts[machine.ledger.slot('exit', 'kick')]).toBe(0);
  });
});
