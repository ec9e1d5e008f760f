import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, outputTo, serverOf } from './bare-machine.fixture.ts';
import { lineRatePps, wireNs } from './ethernet.ts';
import { receiveQueue, transmitQueue } from './nic-queues.ts';

/** RFC 2544 sizes, bytes, and the highest frame rates at 10 Gbit/s as they are published everywhere. */
const published = [
  [64, 14_880_952],
  [128, 8_445_946],
  [256, 4_528_986],
  [512, 2_349_624],
  [1024, 1_197_318],
  [1280, 961_538],
  [1518, 812_744],
] as const;

describe('wire rates of 10 Gigabit Ethernet (RFC 2544)', () => {
  it.each(published)('%i-byte frames: %i a second', (frameBytes, pps) => {
    expect(Math.round(lineRatePps(frameBytes, 10))).toBe(pps);
  });
});

describe.each([1, 10, 25, 40, 100])('a wire of %i Gbit/s', (gbps) => {
  it.each(published)('carries %i-byte frames at exactly rate / (8 (L + 20))', (frameBytes) => {
    expect(lineRatePps(frameBytes, gbps)).toBeCloseTo((gbps * 1e9) / (8 * (frameBytes + 20)), 6);
  });

  it.each(published)('lets the link deliver %i-byte frames at that rate, whatever is offered above it', (frameBytes) => {
    const machine = bareMachine({
      scenario: { nic: { profile: 'connectx-5', lineRateGbps: gbps, ringDescriptors: 4096, propagationNs: 300 } },
    });
    const { link, receive } = at(machine.ports, 0);
    const arrivalsNs: number[] = [];
    const queue = receiveQueue(machine, 'queue', null, false);
    receive.classify = () => {
      arrivalsNs.push(machine.loop.nowNs);
      return queue;
    };
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 1001; i++) link.send(endpoint.packet(frameBytes));
    machine.loop.run(1e9);
    const first = at(arrivalsNs, 0);
    expect(first).toBeCloseTo(wireNs(frameBytes, 1, gbps) + 300, 6);
    expect(1000 / (at(arrivalsNs, 1000) - first)).toBeCloseTo(lineRatePps(frameBytes, gbps) / 1e9, 9);
    expect(link.busyNs).toBeCloseTo(1001 * wireNs(frameBytes, 1, gbps), 3);
  });
});

describe('the wire from the host', () => {
  it.each(published)('carries %i-byte frames at %i a second at 10 Gbit/s', (frameBytes, pps) => {
    const machine = bareMachine({ scenario: { nic: { profile: 'connectx-5', lineRateGbps: 10, ringDescriptors: 4096 } } });
    const port = at(machine.ports, 0);
    const queue = transmitQueue(machine, port, contextOn(machine), { name: 'queue', vector: null });
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 1001; i++) queue.push(endpoint.packet(frameBytes));
    queue.flush(null);
    machine.loop.run(1e9);
    const { atPeer } = endpoint;
    expect(Math.round(1000e9 / (at(atPeer, 1000).nowNs - at(atPeer, 0).nowNs))).toBe(pps);
  });

  it('carries the frames of a segmented packet as so many frames', () => {
    expect(wireNs(43 * 1518, 43, 10)).toBeCloseTo(43 * wireNs(1518, 1, 10), 6);
  });
});

describe('the link', () => {
  it('delays by its propagation and loses nothing for it, however many frames are under way', () => {
    const machine = bareMachine({ scenario: { nic: { profile: 'connectx-5', lineRateGbps: 10, propagationNs: 2e6 } } });
    const { link, receive } = at(machine.ports, 0);
    const queue = receiveQueue(machine, 'queue', null, false);
    receive.classify = () => queue;
    serverOf(machine, contextOn(machine), () => 1, { input: queue.ring });
    const endpoint = new CountingEndpoint(machine);
    const gapNs = wireNs(64, 1, 10);
    for (let i = 0; i < 20_000; i++) {
      machine.loop.run(i * gapNs);
      link.send(endpoint.packet(64));
    }
    machine.loop.run(1e8);
    expect([endpoint.lost.length, endpoint.atPeer.length]).toEqual([0, 20_000]);
    expect(at(endpoint.atPeer, 0).nowNs).toBeGreaterThan(2e6);
  });

  it('loses at the peer what comes above the line rate for too long, and counts it there', () => {
    const machine = bareMachine();
    const { link, receive } = at(machine.ports, 0);
    const queue = receiveQueue(machine, 'queue', null, false);
    receive.classify = () => queue;
    serverOf(machine, contextOn(machine), () => 1, {
      input: queue.ring,
      output: outputTo((packet) => machine.flows.arriveAtPeer(packet)),
    });
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 6000; i++) link.send(endpoint.packet());
    machine.loop.run(1e9);
    expect(endpoint.lost.length).toBeGreaterThan(1000);
    expect(endpoint.lost.length + endpoint.atPeer.length).toBe(6000);
    expect(machine.ledger.counts[machine.ledger.slot('drop', 'peer (above line rate)')]).toBe(endpoint.lost.length);
  });
});
