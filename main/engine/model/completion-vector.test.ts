import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, serverOf } from './bare-machine.fixture.ts';
import { CompletionVector } from './completion-vector.ts';
import { DynamicModeration } from './dynamic-moderation.ts';
import type { InterruptTarget } from './interrupt.ts';
import { interruptVector, receiveQueue } from './nic-queues.ts';

const TIMER_NS = 8000;
const LIMIT = 128;
const SENT_INTERVAL_NS = 16_000;
const SENT_FRAMES = 32;

/** A receive queue whose driver is at work for `workNs` with each packet, and the times of its interrupts. */
function bench(workNs = 10) {
  const machine = bareMachine();
  const driver = contextOn(machine, 0);
  const interruptsNs: number[] = [];
  const target: InterruptTarget = {
    deliver: (ring) => {
      interruptsNs.push(machine.loop.nowNs);
      if (ring) {
        ring.openAtNs = machine.loop.nowNs;
        driver.open(ring);
      }
    },
  };
  const vector = new CompletionVector(machine, target, new DynamicModeration());
  const { ring } = receiveQueue(machine, 'queue', vector, false);
  serverOf(machine, driver, () => workNs, { input: ring, batch: 64 });
  const endpoint = new CountingEndpoint(machine);
  return {
    interruptsNs,
    endpoint,
    run: (untilNs: number) => machine.loop.run(untilNs),
    receive: (nowNs: number) => {
      machine.loop.run(nowNs);
      vector.received(60);
      ring.push(endpoint.packet());
      ring.flush(null);
    },
    send: (nowNs: number) => {
      machine.loop.run(nowNs);
      vector.sent();
    },
  };
}

describe('a vector that counts completions', () => {
  it('interrupts when no packet has come for the time of its timer', () => {
    const { receive, run, interruptsNs } = bench();
    for (const nowNs of [1000, 5000, 12_000]) receive(nowNs);
    run(1e5);
    expect(interruptsNs).toEqual([12_000 + TIMER_NS]);
  });

  it('interrupts at once when its number of packets waits', () => {
    const { receive, interruptsNs } = bench();
    for (let packet = 0; packet < LIMIT; packet++) receive(1000 * (packet + 1));
    expect(interruptsNs).toEqual([]);
    receive(1000 * LIMIT + 1);
    expect(interruptsNs).toEqual([1000 * LIMIT]);
  });

  it('asks for no interrupt while its driver polls', () => {
    const { receive, run, interruptsNs, endpoint } = bench(5000);
    for (let packet = 0; packet < 100; packet++) receive(1000 * packet);
    run(1e6);
    expect(endpoint.atPeer).toHaveLength(100);
    expect(interruptsNs).toHaveLength(1);
  });

  it('interrupts for sent frames after an interval or after so many', () => {
    const slow = bench();
    slow.send(1000);
    slow.send(2000);
    slow.run(1e5);
    expect(slow.interruptsNs).toEqual([1000, 1000 + SENT_INTERVAL_NS]);
    const fast = bench();
    for (let frame = 0; frame <= SENT_FRAMES; frame++) fast.send(1000 + 10 * frame);
    fast.run(1e5);
    expect(fast.interruptsNs).toEqual([1000, 1000 + 10 * SENT_FRAMES]);
  });

  it('hands the packets that wait to the driver with an interrupt for sent frames', () => {
    const { receive, send, run, interruptsNs, endpoint } = bench();
    receive(1000);
    send(1500);
    run(1e5);
    expect(interruptsNs).toEqual([1500]);
    expect(at(endpoint.atPeer, 0).nowNs).toBe(1510);
  });

  it('is that of NICs whose driver moderates so, where moderation adapts', () => {
    const vectorOf = (profile: string, kind: 'adaptive' | 'fixed') => {
      const machine = bareMachine({ scenario: { nic: { profile, moderation: { kind } } } });
      return interruptVector(machine, { deliver: () => undefined });
    };
    expect(vectorOf('connectx-5', 'adaptive')).toBeInstanceOf(CompletionVector);
    expect(vectorOf('connectx-5', 'fixed')).not.toBeInstanceOf(CompletionVector);
    expect(vectorOf('82599', 'adaptive')).not.toBeInstanceOf(CompletionVector);
  });
});
