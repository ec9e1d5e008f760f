import { describe, expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import { bareMachine, CountingEndpoint } from './bare-machine.fixture.ts';
import { Ledger, VmCount } from './ledger.ts';
import { PacketPool } from './packet-pool.ts';
import { Stage, stages } from './stage.ts';

describe('the ledger', () => {
  it('opens a slot for each kind and name once, as many as are needed, and keeps what is counted', () => {
    const ledger = new Ledger(new PacketPool(new EventLoop()), 2);
    const first = ledger.slot('drop', 'here');
    ledger.add(first, 5);
    const more = Array.from({ length: 1000 }, (_, i) => ledger.slot('cycles', `actor|activity ${i}`));
    expect(new Set([first, ...more]).size).toBe(1001);
    expect(ledger.slot('drop', 'here')).toBe(first);
    expect(ledger.slot('exit', 'here')).not.toBe(first);
    for (const slot of more) ledger.add(slot, 1);
    expect(ledger.counts[first]).toBe(5);
    expect(ledger.counts[more[999] ?? -1]).toBe(1);
  });

  it('counts frames of packets, bytes and latencies by VM, and leaves acknowledgements out', () => {
    const machine = bareMachine({ scenario: { vms: [{ name: 'vm', count: 2 }] } });
    const { ledger, packets, flows } = machine;
    const endpoint = new CountingEndpoint(machine);
    const count = (vm: number, which: number) => ledger.vmCountOf(ledger.counts, vm, which);
    const packet = endpoint.packet(3036, { frames: 2, vm: 1 });
    packets.endStage(packet, Stage.wire, 700);
    flows.arriveAtPeer(packet);
    expect(
      [VmCount.offered, VmCount.delivered, VmCount.bytes, VmCount.latencyCount, VmCount.latencySumNs].map((which) => count(1, which)),
    ).toEqual([2, 2, 3036, 1, 700]);
    expect(count(0, VmCount.offered)).toBe(0);
    const control = packets.allocate(70, 1, endpoint.flow, 1, -1, 0);
    packets.control[control] = 1;
    ledger.offer(control);
    ledger.deliver(control);
    ledger.recordLatency(control);
    ledger.lose(control, ledger.slot('drop', 'here'));
    expect([count(1, VmCount.offered), count(1, VmCount.delivered), count(1, VmCount.lost), ledger.inFlight]).toEqual([2, 2, 0, 0]);
  });

  it('gives the histogram between two moments', () => {
    const machine = bareMachine();
    const { ledger, packets, flows } = machine;
    const endpoint = new CountingEndpoint(machine);
    const arrive = (latencyNs: number) => {
      const packet = endpoint.packet();
      packets.endStage(packet, Stage.wire, latencyNs);
      flows.arriveAtPeer(packet);
    };
    arrive(100);
    const from = ledger.snapshot(0);
    arrive(100);
    arrive(100);
    arrive(5000);
    const to = ledger.snapshot(1);
    expect(ledger.histogramBetween(0, from, to).counts).toEqual([2, 1]);
    expect(ledger.histogramBetween(0, to, to)).toEqual({ buckets: [], counts: [] });
  });
});

describe('the packet pool', () => {
  it('grows when all packets are in use and keeps their columns', () => {
    const packets = new PacketPool(new EventLoop(), 4);
    const made = Array.from({ length: 100 }, (_, i) => packets.allocate(64 + i, 1, 0, 0, -1, i));
    expect(new Set(made).size).toBe(100);
    expect(made.map((packet) => packets.bytes[packet])).toEqual(made.map((_, i) => 64 + i));
    expect(packets.live).toBe(100);
  });

  it('uses released packets again, with nothing left of their past', () => {
    const loop = new EventLoop();
    const packets = new PacketPool(loop, 1);
    const packet = packets.allocate(64, 1, 0, 0, -1, 0);
    packets.endStage(packet, Stage.guest, 500);
    packets.control[packet] = 1;
    packets.release(packet);
    loop.run(1000);
    expect(packets.allocate(64, 1, 0, 0, -1, 0)).toBe(packet);
    expect([packets.control[packet], packets.stampNs[packet], packets.live]).toEqual([0, 1000, 1]);
    const stageNs = stages.map((_, stage) => packets.stageNs[packet * stages.length + stage]);
    expect(stageNs).toEqual(stages.map(() => 0));
  });

  it('puts every nanosecond of a packet to one stage', () => {
    const loop = new EventLoop();
    const packets = new PacketPool(loop, 1);
    loop.run(100);
    const packet = packets.allocate(64, 1, 0, 0, -1, 0);
    packets.endStage(packet, Stage.wire, 150);
    packets.endStage(packet, Stage.guest, 400);
    packets.endStage(packet, Stage.wire, 1000);
    const stageNs = (stage: number) => packets.stageNs[packet * stages.length + stage];
    expect([stageNs(Stage.wire), stageNs(Stage.guest)]).toEqual([650, 250]);
  });
});
