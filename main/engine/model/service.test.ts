import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, outputTo, ringOf, serverOf } from './bare-machine.fixture.ts';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';
import { Service, type ServiceOptions } from './service.ts';
import { Stage } from './stage.ts';
import { segmentMerge } from './work-cost.ts';

interface Handed {
  readonly packet: number;
  readonly nowNs: number;
  readonly bytes: number;
  readonly frames: number;
  readonly tag: number;
}

/** A service whose output only notes what it is handed. */
function bench(options: Partial<ServiceOptions> = {}, vm = -1) {
  const machine = bareMachine();
  const input = ringOf(machine);
  const handed: Handed[] = [];
  const flushedNs: number[] = [];
  const { packets } = machine;
  const output = outputTo(
    (packet) =>
      handed.push({
        packet,
        nowNs: packets.stampNs[packet],
        bytes: packets.bytes[packet],
        frames: packets.frames[packet],
        tag: packets.tag[packet],
      }),
    () => flushedNs.push(machine.loop.nowNs),
  );
  const context = contextOn(machine, 0, { vm });
  new Service(machine, context, { name: 'service', input, output, stage: Stage.backend, batch: 64, costs: [], ...options });
  const endpoint = new CountingEndpoint(machine);
  const run = (packetsIn: readonly number[]) => {
    for (const packet of packetsIn) input.push(packet);
    input.flush(null);
    machine.loop.run(1e9);
  };
  return { machine, endpoint, handed, flushedNs, run };
}

const cyclesOf = (machine: Machine, actor: string, activity: string) => machine.ledger.counts[machine.cyclesSlot(actor, activity)];

describe('the cost of a batch', () => {
  const costs = [
    { actor: 'host', activity: 'poll', event: 1000 },
    { actor: 'host', activity: 'driver', frame: 300 },
    { actor: 'guest', activity: 'stack', unit: 500 },
    { actor: 'guest', activity: 'copy', unitNs: 20, byteNs: 0.5, eventNs: 7 },
  ];

  it('is event + units x perUnit + frames x perFrame + bytes x perByte, each on its account', () => {
    const { machine, endpoint, handed, run } = bench({ costs });
    run([endpoint.packet(1000), endpoint.packet(200), endpoint.packet(3000, { frames: 2 })]);
    expect(cyclesOf(machine, 'host', 'poll')).toBe(1000);
    expect(cyclesOf(machine, 'host', 'driver')).toBe(4 * 300);
    expect(cyclesOf(machine, 'guest', 'stack')).toBe(3 * 500);
    expect(cyclesOf(machine, 'guest', 'copy')).toBe(7 + 3 * 20 + 4200 * 0.5);
    const totalNs = 1000 + 1200 + 1500 + 7 + 60 + 2100;
    expect(handed.map(({ nowNs }) => nowNs)).toEqual([totalNs, totalNs, totalNs]);
    expect(machine.ledger.counts[at(machine.cores, 0).busySlot]).toBe(totalNs);
  });

  it('counts the pages that each unit fills', () => {
    const { machine, endpoint, run } = bench({ costs: [{ actor: 'hypervisor', activity: 'grant operation', page: 100 }] });
    run([endpoint.packet(64), endpoint.packet(4096), endpoint.packet(4097), endpoint.packet(65_536, { frames: 43 })]);
    expect(cyclesOf(machine, 'hypervisor', 'grant operation')).toBe((1 + 1 + 2 + 16) * 100);
  });

  it('is smaller for a pure acknowledgement, in its units and frames but not in its bytes', () => {
    const { machine, endpoint, handed, run } = bench({ costs });
    const share = machine.costs['tcp.acknowledgement'];
    const acknowledgement = endpoint.packet(100);
    machine.packets.control[acknowledgement] = 1;
    run([endpoint.packet(1000), acknowledgement]);
    expect(share).toBeGreaterThan(0);
    expect(cyclesOf(machine, 'host', 'driver')).toBeCloseTo((1 + share) * 300);
    expect(cyclesOf(machine, 'guest', 'stack')).toBeCloseTo((1 + share) * 500);
    expect(cyclesOf(machine, 'guest', 'copy')).toBeCloseTo(7 + (1 + share) * 20 + 1100 * 0.5);
    const last = at(handed, 1);
    expect(last.nowNs).toBeCloseTo(at([machine.ledger.counts[at(machine.cores, 0).busySlot]], 0));
  });

  it('is paid for each batch: a bound on the packets of a turn makes more of them', () => {
    const { machine, endpoint, flushedNs, run } = bench({ costs, batch: 2 });
    run([1, 2, 3, 4, 5].map(() => endpoint.packet(100)));
    expect(cyclesOf(machine, 'host', 'poll')).toBe(3000);
    expect(flushedNs).toHaveLength(3);
  });

  it('is charged to the VM as well when the context is a vCPU', () => {
    const { machine, endpoint, run } = bench({ costs }, 0);
    run([endpoint.packet(1000)]);
    const busyNs = machine.ledger.counts[at(machine.cores, 0).busySlot];
    expect(machine.ledger.vmCountOf(machine.ledger.counts, 0, VmCount.busyNs)).toBe(busyNs);
  });

  it('counts exits by reason for each frame, also those of the VM, and copies for each unit', () => {
    const { machine, endpoint, run } = bench(
      {
        costs: [
          { actor: 'device model', activity: 'register access', frame: 10, exitsPerFrame: 2, exitReason: 'register' },
          { actor: 'device model', activity: 'tail write', frame: 10, exitsPerFrame: 1 },
          { actor: 'guest', activity: 'copy', unitNs: 1, copyPlace: 'here (cold)' },
        ],
      },
      0,
    );
    run([endpoint.packet(3000, { frames: 2 }), endpoint.packet(100)]);
    const { ledger } = machine;
    expect(ledger.counts[ledger.slot('exit', 'register')]).toBe(6);
    expect(ledger.counts[ledger.slot('exit', 'tail write')]).toBe(3);
    expect(ledger.vmCountOf(ledger.counts, 0, VmCount.exits)).toBe(9);
    expect(ledger.counts[ledger.slot('copy', 'here (cold)')]).toBe(2);
  });

  it('may be nothing: free work takes no time and loses nothing', () => {
    const { endpoint, handed, run } = bench({ costs: [], batch: 2 });
    run([1, 2, 3, 4, 5].map(() => endpoint.packet(100)));
    expect(handed.map(({ nowNs }) => Math.round(nowNs))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a turn', () => {
  it('is bounded in bytes: it ends with the packet that passes the bound', () => {
    const { endpoint, handed, run } = bench({ costs: [{ actor: 'a', activity: 'b', event: 100 }], batchBytes: 2500 });
    run([1, 2, 3, 4].map(() => endpoint.packet(1500)));
    expect(handed.map(({ nowNs }) => nowNs)).toEqual([100, 100, 200, 200]);
  });

  it('takes no more than its output has room for', () => {
    const machine = bareMachine();
    const input = ringOf(machine);
    const narrow = ringOf(machine, { capacity: 3, whenFull: 'wait' });
    serverOf(machine, contextOn(machine), () => 10, { input, output: narrow, batch: 64 });
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 5; i++) input.push(endpoint.packet());
    input.flush(null);
    machine.loop.run(1000);
    expect([narrow.length, input.length]).toEqual([3, 2]);
  });

  it('puts waiting to the ring’s stage and work to its own', () => {
    const { machine, endpoint, handed, run } = bench({ costs: [{ actor: 'a', activity: 'b', unit: 100 }], batch: 1 });
    run([endpoint.packet(), endpoint.packet()]);
    const second = at(handed, 1).packet;
    const stageNs = (stage: number) => machine.packets.stageNs[second * 14 + stage];
    expect([stageNs(Stage.sendQueue), stageNs(Stage.backend)]).toEqual([100, 100]);
  });

  it('lets packets leave one by one where that is asked for', () => {
    const costs = [
      { actor: 'a', activity: 'b', event: 50, unit: 100 },
      { actor: 'a', activity: 'copy', byteNs: 1 },
    ];
    const { endpoint, handed, run } = bench({ costs, exactDepartures: true });
    run([endpoint.packet(100), endpoint.packet(200), endpoint.packet(100)]);
    expect(handed.map(({ nowNs }) => nowNs)).toEqual([250, 550, 750]);
  });

  it('adds work of single packets on an account of its own', () => {
    const { machine, endpoint, handed, run } = bench({ costs: [], extraNs: (packet) => 10 * (packet + 1), extraActor: 'guest' });
    const sent = [endpoint.packet(), endpoint.packet()];
    run(sent);
    const totalNs = sent.reduce((sum, packet) => sum + 10 * (packet + 1), 0);
    expect(cyclesOf(machine, 'guest', 'service')).toBe(totalNs);
    expect(at(handed, 1).nowNs).toBe(totalNs);
  });
});

describe('merging of segments (GRO)', () => {
  const costs = [{ actor: 'guest', activity: 'stack', unit: 1000 }];
  const merging = { costs, merge: segmentMerge('guest', 100) };

  it('makes one unit of neighbours of a connection, with all bytes, frames and segments', () => {
    const { machine, endpoint, handed, run } = bench(merging);
    run([1, 2, 3].map(() => endpoint.packet(1518, { tag: 1, connection: 5 })));
    expect(handed.map(({ bytes, frames, tag }) => ({ bytes, frames, tag }))).toEqual([{ bytes: 4554, frames: 3, tag: 3 }]);
    expect([cyclesOf(machine, 'guest', 'stack'), machine.packets.live]).toEqual([1000, 1]);
  });

  it('costs for each packet that becomes part of the one before it, which is done by then', () => {
    const { machine, endpoint, handed, run } = bench({ ...merging, exactDepartures: true });
    run([...[1, 2, 3].map(() => endpoint.packet(1518, { tag: 1, connection: 5 })), endpoint.packet(1518, { tag: 1, connection: 6 })]);
    expect(cyclesOf(machine, 'guest', 'segment merge')).toBe(200);
    expect(handed.map(({ nowNs }) => nowNs)).toEqual([1200, 2200]);
    expect(machine.ledger.counts[at(machine.cores, 0).busySlot]).toBe(2200);
  });

  it('keeps to 64 KiB', () => {
    const { endpoint, handed, run } = bench(merging);
    run(Array.from({ length: 64 }, () => endpoint.packet(1518, { tag: 1 })));
    expect(handed.map(({ frames }) => frames)).toEqual([43, 21]);
  });

  it.each([
    ['of different connections', { connection: 1 }],
    ['for different VMs', { destination: 1 }],
    ['that are no segments', { tag: -1 }],
  ])('leaves packets alone %s', (_, difference) => {
    const { endpoint, handed, run } = bench(merging);
    run([endpoint.packet(1518, { tag: 1 }), endpoint.packet(1518, { tag: 1, ...difference }), endpoint.packet(1518, { tag: 1 })]);
    expect(handed).toHaveLength(3);
  });

  it('leaves packets of another flow and acknowledgements alone', () => {
    const { machine, endpoint, handed, run } = bench(merging);
    const control = endpoint.packet(70, { tag: 1 });
    machine.packets.control[control] = 1;
    run([endpoint.packet(1518, { tag: 1 }), control, new CountingEndpoint(machine).packet(1518, { tag: 1 })]);
    expect(handed).toHaveLength(3);
  });

  it('does not happen unless asked for, nor across batches', () => {
    const apart = bench({ costs });
    apart.run([1, 2].map(() => apart.endpoint.packet(1518, { tag: 1 })));
    expect(apart.handed).toHaveLength(2);
    expect(cyclesOf(apart.machine, 'guest', 'segment merge')).toBe(0);
    const batches = bench({ ...merging, batch: 2 });
    batches.run([1, 2, 3, 4].map(() => batches.endpoint.packet(1518, { tag: 1 })));
    expect(batches.handed.map(({ frames }) => frames)).toEqual([2, 2]);
  });
});

describe('a process that interrupts break into', () => {
  /** A packet of 22 us of its own work, and a soft interrupt's packet that comes 7 us later. */
  function together(interruptible: boolean) {
    const machine = bareMachine();
    const context = contextOn(machine, 0);
    const [work, urgent] = [ringOf(machine), ringOf(machine)];
    const doneNs: Record<string, number> = {};
    const note = (name: string) => outputTo(() => (doneNs[name] = machine.loop.nowNs));
    const common = { stage: Stage.guest, batch: 16, costs: [] };
    new Service(machine, context, { ...common, name: 'work', input: work, output: note('work'), extraNs: () => 22_000, interruptible });
    new Service(machine, context, { ...common, name: 'urgent', input: urgent, output: note('urgent'), extraNs: () => 1000, level: 1 });
    const endpoint = new CountingEndpoint(machine);
    work.push(endpoint.packet());
    work.flush(null);
    machine.loop.run(7000);
    urgent.push(endpoint.packet());
    urgent.flush(null);
    machine.loop.run(1e6);
    return { ...doneNs, service: cyclesOf(machine, 'guest', 'service') };
  }

  it('lets them wait for a slice of 5 us, and does as much work', () => {
    expect(together(false)).toEqual({ work: 22_000, urgent: 23_000, service: 23_000 });
    expect(together(true)).toEqual({ urgent: 11_000, work: 23_000, service: 23_000 });
  });
});
