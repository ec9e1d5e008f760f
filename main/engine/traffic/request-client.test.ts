import { describe, expect, it } from 'vitest';
import type { Traffic } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, outputTo, ringOf, serverOf } from '../model/bare-machine.fixture.ts';
import { VmCount } from '../model/ledger.ts';
import { receiveQueue, transmitQueue } from '../model/nic-queues.ts';
import type { RingOptions } from '../model/ring.ts';
import { RequestClient } from './request-client.ts';

const SERVICE_NS = 5000;
const traffic: Extract<Traffic, { kind: 'request-response' }> = {
  kind: 'request-response',
  connection: 'kept',
  clientUs: 0,
  outstanding: 4,
  requestBytes: 128,
  responseBytes: 4000,
  mtuBytes: 1500,
  thinkUs: 0,
  retryMs: 0.2,
};

/** A client on the wire and a server VM that answers over a NIC. */
function bench(changes: Partial<typeof traffic> = {}, ring: Partial<RingOptions> = {}) {
  const machine = bareMachine({ cores: 2 });
  const port = at(machine.ports, 0);
  const received = receiveQueue(machine, 'received', null, false);
  port.receive.classify = () => received;
  const vm = at(machine.vms, 0);
  const requests = ringOf(machine, ring);
  const server = contextOn(machine, 0, { vm: 0 });
  serverOf(machine, contextOn(machine, 1), () => 1, { input: received.ring, output: requests, batch: 64 });
  const toApplication = outputTo((packet) => machine.flows.arriveAtGuest(packet));
  serverOf(machine, server, () => SERVICE_NS, { input: requests, output: toApplication });
  const send = ringOf(machine);
  vm.sendRings.push(send);
  vm.controlRings.push(send);
  const wire = transmitQueue(machine, port, server, { name: 'wire', vector: null });
  serverOf(machine, server, () => 100, { input: send, output: wire, level: 1 });
  const client = new RequestClient(machine, 'clients', { ...traffic, ...changes }, vm, null);
  client.start();
  const count = (which: number) => machine.ledger.vmCountOf(machine.ledger.counts, 0, which);
  return { machine, count };
}

describe('a client that opens a connection for each request', () => {
  const each = { connection: 'each-request' as const, outstanding: 1 };

  it('has the server answer as many requests as it makes, and leaves no segment behind', () => {
    const { machine, count } = bench({ ...each, clientUs: 5 });
    machine.loop.run(10e6);
    expect(count(VmCount.latencyCount)).toBeGreaterThan(100);
    expect(machine.packets.live).toBeLessThanOrEqual(8);
  });

  it('takes its time for three steps, and the way of the handshake, besides those of a kept connection', () => {
    const rate = (changes: Partial<typeof traffic>) => {
      const { machine, count } = bench(changes);
      machine.loop.run(20e6);
      return count(VmCount.latencyCount) / 20e6;
    };
    const slower = 1 / rate({ ...each, clientUs: 50 }) - 1 / rate({ ...each, clientUs: 10 });
    expect(slower).toBeGreaterThan(0.98 * 3 * 40_000);
    expect(slower).toBeLessThan(1.02 * 3 * 40_000);
    expect(1 / rate(each)).toBeGreaterThan(1 / rate({ outstanding: 1 }));
  });
});

describe('a client with n requests outstanding', () => {
  it('has n packets under way and never more', () => {
    const { machine } = bench();
    let most = 0;
    for (let timeNs = 0; timeNs < 3e6; timeNs += 777) {
      machine.loop.run(timeNs);
      most = Math.max(most, machine.packets.live);
    }
    expect(most).toBe(4);
  });

  it('keeps a slow server busy all the time', () => {
    const { machine, count } = bench();
    machine.loop.run(1e6);
    const before = count(VmCount.latencyCount);
    machine.loop.run(11e6);
    expect((count(VmCount.latencyCount) - before) / (1e7 / (SERVICE_NS + 100 + machine.costs['doorbell.write']))).toBeCloseTo(1, 2);
  });

  it('measures the whole transaction and counts frames of both ways', () => {
    const { machine, count } = bench({ outstanding: 1 });
    machine.loop.run(5e6);
    const answers = count(VmCount.latencyCount);
    // An answer of 4,000 bytes is three frames.
    const underWay = machine.ledger.inFlight;
    expect(count(VmCount.offered)).toBe(count(VmCount.delivered) + underWay);
    expect(Math.abs(count(VmCount.delivered) - 4 * answers)).toBeLessThanOrEqual(4);
    const meanNs = count(VmCount.latencySumNs) / answers;
    // Two ways of 500 ns over the wire, NIC and PCIe, and the service.
    expect(meanNs).toBeGreaterThan(SERVICE_NS + 1000);
    expect(meanNs).toBeLessThan(SERVICE_NS + 10_000);
  });

  it('pauses between an answer and the next request where it thinks', () => {
    const { machine, count } = bench({ outstanding: 1, thinkUs: 100 });
    machine.loop.run(2e8);
    const cycleNs = 2e8 / count(VmCount.latencyCount);
    const latencyNs = count(VmCount.latencySumNs) / count(VmCount.latencyCount);
    expect((cycleNs - latencyNs) / 100_000).toBeCloseTo(1, 1);
  });

  it('asks again after a loss, so that no slot dies', () => {
    const { machine, count } = bench({ outstanding: 16 }, { capacity: 2 });
    machine.loop.run(2e7);
    expect(count(VmCount.lost)).toBeGreaterThan(10);
    const answers = count(VmCount.latencyCount);
    machine.loop.run(4e7);
    expect(count(VmCount.latencyCount) - answers).toBeGreaterThan(0.9 * answers);
    expect(count(VmCount.offered)).toBe(count(VmCount.delivered) + count(VmCount.lost) + machine.ledger.inFlight);
  });
});
