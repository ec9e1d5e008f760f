import { describe, expect, it } from 'vitest';
import { scenarioSchema, type Traffic } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, outputTo, ringOf, serverOf } from '../model/bare-machine.fixture.ts';
import { VmCount } from '../model/ledger.ts';
import { simulate } from '../simulate.ts';
import { TcpConnection } from './tcp-connection.ts';

const DATA_NS = 1000;
const ACK_NS = 200;
const traffic: Extract<Traffic, { kind: 'tcp-stream' }> = {
  kind: 'tcp-stream',
  connections: 1,
  windowKib: 64,
  mtuBytes: 1500,
  segmentationOffload: false,
  receiveOffload: false,
  messageBytes: 65536,
  segmentsPerAck: 2,
  retransmitMs: 1,
};

interface Sent {
  readonly control: boolean;
  readonly frames: number;
  readonly bytes: number;
  readonly nowNs: number;
}

/** Two VMs, one on each core, and a connection from the first to the second. `dataNs`: time of the path for each frame. */
function bench(changes: Partial<typeof traffic> = {}, { capacity = 1000, dataNs = DATA_NS } = {}) {
  const machine = bareMachine({ cores: 2, scenario: { vms: [{ name: 'vm', count: 2 }] } });
  const { packets, flows, ledger } = machine;
  const [sender, receiver] = [at(machine.vms, 0), at(machine.vms, 1)];
  const sent: Sent[] = [];
  const toGuest = outputTo((packet) => {
    const [control, frames, bytes] = [packets.control[packet] === 1, packets.frames[packet], packets.bytes[packet]];
    sent.push({ control, frames, bytes, nowNs: machine.loop.nowNs });
    flows.arriveAtGuest(packet);
  });
  const data = ringOf(machine, { capacity });
  const acknowledgements = ringOf(machine);
  sender.sendRings.push(data);
  receiver.controlRings.push(acknowledgements);
  serverOf(machine, contextOn(machine, 0), (packet) => packets.frames[packet] * dataNs, { input: data, output: toGuest });
  serverOf(machine, contextOn(machine, 1), () => ACK_NS, { input: acknowledgements, output: toGuest });
  new TcpConnection(machine, 0, { ...traffic, ...changes }, sender, sender, receiver).start();
  const count = (which: number) => ledger.vmCountOf(ledger.counts, 0, which);
  const dataOf = () => sent.filter(({ control }) => !control);
  const acknowledgementsOf = () => sent.filter(({ control }) => control);
  return { machine, count, sent, dataOf, acknowledgementsOf };
}

describe('the peer on the wire', () => {
  const acknowledgements = (receiveOffload: boolean) => {
    const scenario = scenarioSchema.parse({
      costModel: 'xen-2006',
      vms: [{ name: 'vm' }],
      flows: [{ name: 'load', vms: 'vm', direction: 'transmit', traffic: { kind: 'tcp-stream', receiveOffload } }],
      techniques: [{ name: 'native' }],
      method: { durationMs: 5, warmup: 1 },
    });
    const record = simulate({ scenario, technique: at(scenario.techniques, 0), replication: 0 });
    const driver = record.cycles.find(({ activity }) => activity === 'driver')?.cycles ?? 0;
    return driver / record.vms.reduce((sum, { deliveredFrames }) => sum + deliveredFrames, 0);
  };

  it('acknowledges every two segments of a segment that was cut on the way, unless it merges what it receives', () => {
    expect(acknowledgements(false)).toBeGreaterThan(2 * acknowledgements(true));
  });
});

describe('a TCP connection', () => {
  it('hands down segments as they fill where its messages are small', () => {
    const units = (messageBytes: number) => {
      const { machine, dataOf } = bench({ segmentationOffload: true, messageBytes, windowKib: 1024 });
      machine.loop.run(1e6);
      return Math.max(...dataOf().map(({ frames }) => frames));
    };
    expect(units(65536)).toBeGreaterThan(10);
    expect(units(256)).toBe(1);
    expect(units(4600)).toBe(3);
  });

  it('begins with ten segments (RFC 6928) and doubles in a round trip while nothing is lost', () => {
    const { machine, count } = bench({ windowKib: 65_536 }, { dataNs: 1e-3, capacity: 100_000 });
    machine.loop.run(0);
    expect(count(VmCount.offered)).toBe(10);
    // Five acknowledgements of two segments each, one after the other: the window is 20 then.
    machine.loop.run(5 * ACK_NS + 1);
    expect(count(VmCount.offered)).toBe(10 + 20);
    machine.loop.run(15 * ACK_NS + 1);
    expect(count(VmCount.offered)).toBe(10 + 20 + 40);
  });

  it('never has more than its window under way', () => {
    const { machine } = bench({ windowKib: 64 });
    const segments = Math.floor((64 * 1024) / (1500 - 52));
    for (let timeNs = 0; timeNs < 2e6; timeNs += 333) {
      machine.loop.run(timeNs);
      expect(machine.ledger.inFlight).toBeLessThanOrEqual(segments);
    }
    expect(machine.ledger.inFlight).toBeGreaterThanOrEqual(segments - 2);
  });

  it('sends segments of MTU size and fills a path that is slower than its window', () => {
    const { machine, count, dataOf } = bench();
    machine.loop.run(1e7);
    expect(dataOf().every(({ frames, bytes }) => frames === 1 && bytes === 1518)).toBe(true);
    expect(count(VmCount.delivered) / (1e7 / DATA_NS)).toBeCloseTo(1, 2);
    expect(count(VmCount.lost)).toBe(0);
  });

  it('is held by its window over a long path: window / round-trip time', () => {
    const { machine, count } = bench({ windowKib: 2, messageBytes: 65536, segmentsPerAck: 1 });
    machine.loop.run(1e7);
    // One segment under way; a round trip of data and acknowledgement.
    expect(count(VmCount.delivered)).toBe(Math.floor(1e7 / (DATA_NS + ACK_NS)));
  });

  it.each([1, 2, 8])('acknowledges every %i segments by a real packet of 70 bytes that no account counts', (segmentsPerAck) => {
    const { machine, dataOf, acknowledgementsOf, count } = bench({ segmentsPerAck });
    machine.loop.run(1e7);
    expect(dataOf().length / acknowledgementsOf().length / segmentsPerAck).toBeCloseTo(1, 1);
    expect(new Set(acknowledgementsOf().map(({ bytes }) => bytes))).toEqual(new Set([70]));
    expect(count(VmCount.delivered)).toBe(dataOf().length);
  });

  it('hands down segments of up to 64 KiB with segmentation offload: few packets, the same frames', () => {
    const { machine, dataOf, count } = bench({ segmentationOffload: true, windowKib: 1024 }, { capacity: 1000 });
    machine.loop.run(2e7);
    const late = dataOf().slice(-50);
    expect(new Set(late.map(({ frames }) => frames))).toEqual(new Set([43]));
    expect(late.every(({ bytes, frames }) => bytes === frames * 1518)).toBe(true);
    expect(count(VmCount.delivered)).toBe(dataOf().reduce((sum, { frames }) => sum + frames, 0));
    expect(count(VmCount.latencyCount)).toBe(dataOf().length);
    expect(count(VmCount.delivered) / (2e7 / DATA_NS)).toBeGreaterThan(0.98);
  });

  it('marks segments for merging with receive offload only', () => {
    for (const receiveOffload of [true, false]) {
      const { machine } = bench({ receiveOffload });
      machine.loop.run(0);
      expect(machine.packets.tag[0] !== undefined && [...machine.packets.tag].some((tag) => tag > 0)).toBe(receiveOffload);
    }
  });

  it('sends what was lost again after the time of retransmission, and halves its window once for it', () => {
    const { machine, count } = bench({ windowKib: 256 }, { capacity: 60 });
    machine.loop.run(1e6);
    expect(count(VmCount.lost)).toBeGreaterThan(0);
    machine.loop.run(1e8);
    // The ring holds what the path can take: after the loss it goes on near the full rate.
    expect(count(VmCount.delivered) / (1e8 / DATA_NS)).toBeGreaterThan(0.8);
    expect(count(VmCount.lost) / count(VmCount.offered)).toBeLessThan(0.02);
    expect(count(VmCount.offered)).toBe(count(VmCount.delivered) + count(VmCount.lost) + machine.ledger.inFlight);
  });

  it('goes on when acknowledgements are lost: a later one stands for them', () => {
    const machine = bareMachine({ cores: 2, scenario: { vms: [{ name: 'vm', count: 2 }] } });
    const [sender, receiver] = [at(machine.vms, 0), at(machine.vms, 1)];
    const toGuest = outputTo((packet) => machine.flows.arriveAtGuest(packet));
    const data = ringOf(machine);
    // Acknowledgements are slower than the data, and few fit.
    const acknowledgements = ringOf(machine, { capacity: 1, dropSlot: machine.ledger.slot('drop', 'acknowledgements') });
    sender.sendRings.push(data);
    receiver.controlRings.push(acknowledgements);
    serverOf(machine, contextOn(machine, 0), () => 100, { input: data, output: toGuest });
    serverOf(machine, contextOn(machine, 1), () => 1000, { input: acknowledgements, output: toGuest });
    new TcpConnection(machine, 0, { ...traffic, retransmitMs: 0.1 }, sender, sender, receiver).start();
    machine.loop.run(2e7);
    const before = machine.ledger.vmCountOf(machine.ledger.counts, 0, VmCount.delivered);
    machine.loop.run(4e7);
    expect(machine.ledger.vmCountOf(machine.ledger.counts, 0, VmCount.delivered)).toBeGreaterThan(1.8 * before);
    // No account counts acknowledgements, so none is lost.
    expect(machine.ledger.counts[machine.ledger.slot('drop', 'acknowledgements')]).toBe(0);
  });
});
