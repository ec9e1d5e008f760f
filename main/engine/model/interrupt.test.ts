import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import type { Context } from './context.ts';
import { InterruptModeration, type ModerationKind } from './interrupt-moderation.ts';
import {
  BackendInterrupt,
  GuestInterrupt,
  HostInterrupt,
  IntervalVector,
  type GuestInterruptOptions,
  type InterruptTarget,
} from './interrupt.ts';
import type { Machine } from './machine.ts';
import { receiveQueue } from './nic-queues.ts';
import type { Ring } from './ring.ts';

const COSTS = {
  'host.interrupt': 300,
  'guest.interrupt': 200,
  'vm.exit': 1000,
  'vm.exitUser': 5000,
  'vm.exitPollution': 500,
  'idle.exitLatency': 0,
  'idle.deepExitLatency': 0,
};

const virtual: GuestInterruptOptions = {
  kind: 'virtual',
  deliveryExitCycles: 1000,
  injectCycles: 100,
  endOfInterruptCycles: 700,
  haltCycles: 2000,
  wakeupNs: 3000,
  throughHost: true,
  registerAccesses: 0,
};
const posted: GuestInterruptOptions = { ...virtual, kind: 'posted', deliveryExitCycles: 0, endOfInterruptCycles: 0, throughHost: false };

function exitsOf(machine: Machine): Record<string, number> {
  const slots = machine.ledger.slots.filter(({ kind }) => kind === 'exit');
  return Object.fromEntries(slots.map(({ name, at: slot }) => [name, machine.ledger.counts[slot]]).filter(([, count]) => count));
}

function interruptsOf(machine: Machine, kind: string): number {
  return machine.ledger.counts[machine.ledger.slot('interrupt', kind)];
}

/** An interrupt for a vCPU that sleeps, or that is in the middle of a long turn. */
function guestBench(options: GuestInterruptOptions, running: boolean) {
  const machine = bareMachine({ scenario: { costs: COSTS } });
  const vcpu = contextOn(machine, 0, { vm: 0 });
  const work = ringOf(machine);
  serverOf(machine, vcpu, () => 10_000, { input: work });
  const interrupt = new GuestInterrupt(machine, vcpu, options);
  const signal = new BackendInterrupt(machine, interrupt, 60, 'vhost worker');
  const ring = ringOf(machine, { signal });
  serverOf(machine, vcpu, () => 100, { input: ring });
  const endpoint = new CountingEndpoint(machine);
  if (running) {
    work.push(endpoint.packet());
    work.flush(null);
  }
  const send = () => {
    ring.push(endpoint.packet());
    ring.flush(null);
    machine.loop.run(machine.loop.nowNs + 1e6);
  };
  return { machine, vcpu, interrupt, endpoint, send };
}

describe('an interrupt for a running vCPU', () => {
  it('costs two exits without posting: delivery and end of interrupt', () => {
    const { machine, send } = guestBench(virtual, true);
    send();
    expect(exitsOf(machine)).toEqual({ 'external interrupt': 1, 'end of interrupt': 1 });
    expect(interruptsOf(machine, 'virtual')).toBe(1);
  });

  it('costs none with posting', () => {
    const { machine, send } = guestBench(posted, true);
    send();
    expect(exitsOf(machine)).toEqual({});
    expect(interruptsOf(machine, 'posted')).toBe(1);
  });

  it('takes the time of host handler, exit, injection, end and guest handler before the packet', () => {
    const { endpoint, send } = guestBench(virtual, true);
    send();
    expect(at(endpoint.atPeer, 1).nowNs).toBe(10_000 + 300 + 1000 + 100 + 700 + 200 + 100);
  });

  it('takes only the time of the posted descriptor and the guest handler with posting', () => {
    const { endpoint, send } = guestBench(posted, true);
    send();
    expect(at(endpoint.atPeer, 1).nowNs).toBe(10_000 + 100 + 200 + 100);
  });

  it('runs the device model for each register access of an emulated handler', () => {
    const { machine, send } = guestBench({ ...virtual, registerAccesses: 3 }, true);
    send();
    expect(exitsOf(machine)).toEqual({ 'external interrupt': 1, 'end of interrupt': 1, 'register access': 3 });
    expect(machine.ledger.counts[machine.cyclesSlot('device model', 'register access')]).toBe(3 * 5500);
  });
});

describe('an interrupt for a halted vCPU', () => {
  it('costs the halt exit instead of the delivery exit, posted or not, and the wake-up', () => {
    const halted = guestBench(virtual, false);
    halted.send();
    expect(exitsOf(halted.machine)).toEqual({ halt: 1, 'end of interrupt': 1 });
    const haltedPosted = guestBench(posted, false);
    haltedPosted.send();
    expect(exitsOf(haltedPosted.machine)).toEqual({ halt: 1 });
    expect(at(haltedPosted.endpoint.atPeer, 0).nowNs).toBeGreaterThanOrEqual(3000 + 100);
  });

  it('happens each time anew when packets are far apart', () => {
    const { machine, send } = guestBench(posted, false);
    for (let i = 0; i < 5; i++) send();
    expect(exitsOf(machine)).toEqual({ halt: 5 });
  });
});

describe('a pure completion interrupt', () => {
  it('costs the vCPU its handlers, without any packet', () => {
    const { machine, vcpu, interrupt } = guestBench(virtual, false);
    interrupt.deliver(null);
    machine.loop.run(1e6);
    expect(machine.ledger.counts[vcpu.core.busySlot]).toBe(300 + 2000 + 100 + 700 + 200);
  });
});

describe('an interrupt for the host', () => {
  function hostBench(routeCycles: number, guestRuns: boolean) {
    const machine = bareMachine({ scenario: { costs: COSTS } });
    const guest = contextOn(machine, 0, { vm: 0 });
    const work = ringOf(machine);
    serverOf(machine, guest, () => 10_000, { input: work });
    const soft = contextOn(machine, 0, { priority: true });
    const interrupt = new HostInterrupt(machine, soft, routeCycles);
    if (guestRuns) {
      work.push(new CountingEndpoint(machine).packet());
      work.flush(null);
    }
    interrupt.deliver(null);
    machine.loop.run(1e6);
    return { machine };
  }
  const busyNs = (machine: Machine) => machine.ledger.counts[at(machine.cores, 0).busySlot];

  it('costs its handler', () => {
    const { machine } = hostBench(0, false);
    expect([busyNs(machine), interruptsOf(machine, 'physical')]).toEqual([300, 1]);
    expect(exitsOf(machine)).toEqual({});
  });

  it('costs an exit when a guest runs on that core', () => {
    const { machine } = hostBench(0, true);
    expect(exitsOf(machine)).toEqual({ 'external interrupt': 1 });
    expect(busyNs(machine)).toBe(10_000 + 1000 + 300);
  });

  it('costs the hypervisor its routing where there is one', () => {
    const { machine } = hostBench(150, false);
    expect(machine.ledger.counts[machine.cyclesSlot('hypervisor', 'interrupt')]).toBe(150);
  });
});

/** Counts interrupts; opens the ring at once, as a driver that polls. */
class CountingTarget implements InterruptTarget {
  readonly timesNs: number[] = [];
  private readonly machine: Machine;
  private readonly consumer: Context | null;

  constructor(machine: Machine, consumer: Context | null = null) {
    this.machine = machine;
    this.consumer = consumer;
  }

  deliver(ring: Ring | null): void {
    this.timesNs.push(this.machine.loop.nowNs);
    if (ring) this.consumer?.open(ring);
  }
}

describe('a moderated vector', () => {
  /** Interrupts of a queue that receives a frame every `gapNs` for a millisecond. */
  function interruptsFor(kind: ModerationKind, intervalNs: number, gapNs: number): readonly number[] {
    const machine = bareMachine();
    const driver = contextOn(machine);
    const target = new CountingTarget(machine, driver);
    const vector = new IntervalVector(machine, target, new InterruptModeration(kind, intervalNs));
    const queue = receiveQueue(machine, 'queue', vector, false);
    serverOf(machine, driver, () => 10, { input: queue.ring });
    const endpoint = new CountingEndpoint(machine);
    for (let timeNs = 0; timeNs < 1e6; timeNs += gapNs) {
      machine.loop.run(timeNs);
      vector.received(1518);
      queue.ring.push(endpoint.packet());
      queue.ring.flush(null);
    }
    machine.loop.run(2e6);
    expect(endpoint.atPeer.length).toBe(Math.ceil(1e6 / gapNs));
    return target.timesNs;
  }

  it.each([5_000, 50_000, 250_000])('interrupts at most once in %i ns when that is fixed', (intervalNs) => {
    const timesNs = interruptsFor('fixed', intervalNs, 1230);
    for (const [i, timeNs] of timesNs.slice(1).entries()) expect(timeNs - at(timesNs, i)).toBeGreaterThanOrEqual(intervalNs);
    expect(timesNs.length).toBeLessThanOrEqual(Math.ceil(1e6 / intervalNs) + 1);
    expect(timesNs.length).toBeGreaterThanOrEqual(Math.floor(1e6 / intervalNs) - 1);
  });

  it('interrupts for each frame when it is off and frames are far apart', () => {
    expect(interruptsFor('off', 0, 1230)).toHaveLength(Math.ceil(1e6 / 1230));
  });

  it('interrupts once for so many completions', () => {
    const machine = bareMachine();
    const target = new CountingTarget(machine);
    const vector = new IntervalVector(machine, target, new InterruptModeration('off', 0), 4);
    for (let sent = 0; sent < 11; sent++) {
      vector.sent(1518);
      machine.loop.run(machine.loop.nowNs + 1000);
    }
    expect(target.timesNs).toEqual([3000, 7000]);
  });

  it('interrupts for the first frame without delay', () => {
    expect(at(interruptsFor('fixed', 50_000, 1230), 0)).toBe(0);
  });

  it('never interrupts more than 100,000 times a second when it adapts', () => {
    const timesNs = interruptsFor('adaptive', 0, 12_300);
    for (const [i, timeNs] of timesNs.slice(1).entries()) expect(timeNs - at(timesNs, i)).toBeGreaterThanOrEqual(9_999);
  });

  it('gathers transmit completions into one interrupt, and none while the driver polls', () => {
    const machine = bareMachine();
    const driver = contextOn(machine);
    const target = new CountingTarget(machine, driver);
    const vector = new IntervalVector(machine, target, new InterruptModeration('fixed', 50_000));
    const queue = receiveQueue(machine, 'queue', vector, false);
    serverOf(machine, driver, () => 100_000, { input: queue.ring });
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 10; i++) vector.sent(1518);
    machine.loop.run(1e5);
    expect(target.timesNs).toEqual([0]);
    // A received frame makes the driver poll: completions of that time need no interrupt.
    queue.ring.push(endpoint.packet());
    queue.ring.flush(null);
    machine.loop.run(1.5e5);
    for (let i = 0; i < 10; i++) vector.sent(1518);
    machine.loop.run(1.9e5);
    expect(target.timesNs).toEqual([0, 1e5]);
    machine.loop.run(3e5);
    vector.sent(1518);
    machine.loop.run(4e5);
    expect(target.timesNs).toEqual([0, 1e5, 3e5]);
  });

  it('of a queue without a receive side interrupts for completions always', () => {
    const machine = bareMachine();
    const target = new CountingTarget(machine);
    const vector = new IntervalVector(machine, target, new InterruptModeration('off', 0));
    for (const timeNs of [0, 10, 20]) {
      machine.loop.run(timeNs);
      vector.sent(64);
    }
    machine.loop.run(100);
    expect(target.timesNs).toEqual([0, 10, 20]);
  });
});
