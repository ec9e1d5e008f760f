import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, CountingEndpoint } from './bare-machine.fixture.ts';
import { wireNs } from './ethernet.ts';
import { receiveQueue, transmitQueue } from './nic-queues.ts';
import type { TransmitQueue } from './nic-transmit.ts';

interface Sender {
  readonly queue: TransmitQueue;
  readonly frameBytes: number;
  frames: number;
  bytes: number;
}

/** Queues of a 10 Gbit/s port that are never empty; what each has sent after `untilNs`. */
function backlogged(
  queues: readonly { readonly frameBytes?: number; readonly weight?: number; readonly rateLimitMbps?: number }[],
  nic: ScenarioInput['nic'],
  untilNs = 1e7,
): Sender[] {
  const machine = bareMachine({ scenario: { nic: { ringDescriptors: 64, ...nic }, vms: [{ name: 'vm', count: queues.length }] } });
  const port = at(machine.ports, 0);
  const driver = contextOn(machine);
  const endpoint = new CountingEndpoint(machine);
  const senders = queues.map(({ frameBytes = 1518, ...options }, vm): Sender => {
    const queue = transmitQueue(machine, port, driver, { name: `queue ${vm}`, vector: null, ...options });
    return { queue, frameBytes, frames: 0, bytes: 0 };
  });
  const send = (vm: number) => {
    const { queue, frameBytes } = at(senders, vm);
    queue.push(endpoint.packet(frameBytes, { vm }));
    queue.flush(null);
  };
  endpoint.onArrival = (packet) => {
    const vm = machine.packets.vm[packet];
    const sender = at(senders, vm);
    sender.frames++;
    sender.bytes += sender.frameBytes;
    send(vm);
  };
  for (const vm of senders.keys()) for (let i = 0; i < 32; i++) send(vm);
  machine.loop.run(untilNs);
  return senders;
}

const share = (senders: readonly Sender[], count: 'frames' | 'bytes') => {
  const total = senders.reduce((sum, sender) => sum + sender[count], 0);
  return senders.map((sender) => sender[count] / total);
};

describe('the transmit arbiter', () => {
  it('in turns gives every queue as many frames, whatever their sizes', () => {
    const shares = share(backlogged([{}, { frameBytes: 64 }, { frameBytes: 594 }], { transmitArbiter: 'round-robin' }), 'frames');
    for (const value of shares) expect(value).toBeCloseTo(1 / 3, 2);
  });

  it('in turns does not know weights', () => {
    const shares = share(backlogged([{ weight: 1 }, { weight: 9 }], { transmitArbiter: 'round-robin' }), 'frames');
    expect(shares[0]).toBeCloseTo(0.5, 2);
  });

  it.each([[[1, 1]], [[1, 2, 5]], [[0.5, 3]]])('by weight gives bytes in proportion to %j', (weights) => {
    const shares = share(
      backlogged(
        weights.map((weight) => ({ weight })),
        { transmitArbiter: 'weighted' },
        2e7,
      ),
      'bytes',
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, value] of shares.entries()) expect(value).toBeCloseTo(at(weights, i) / total, 2);
  });

  it('by weight shares bytes, not frames, among queues of different sizes', () => {
    const shares = share(backlogged([{}, { frameBytes: 64 }], { transmitArbiter: 'weighted' }, 2e7), 'bytes');
    expect(shares[0]).toBeCloseTo(0.5, 1);
  });

  it('keeps the wire busy whatever the arbiter is', () => {
    for (const transmitArbiter of ['round-robin', 'weighted'] as const) {
      const senders = backlogged([{ weight: 1 }, { weight: 0.1 }, { weight: 7 }], { transmitArbiter });
      const frames = senders.reduce((sum, sender) => sum + sender.frames, 0);
      expect((frames * wireNs(1518, 1, 10)) / 1e7).toBeCloseTo(1, 2);
    }
  });
});

describe('a rate limit in the NIC', () => {
  it('is kept by its queue, and leaves the rest to the others', () => {
    for (const transmitArbiter of ['round-robin', 'weighted'] as const) {
      const [limited, free] = backlogged([{ rateLimitMbps: 1000 }, {}], { transmitArbiter }, 2e7);
      // At most the rate, and the burst of 100 us that passes at once.
      const mbps = ((limited?.bytes ?? 0) * 8000) / 2e7;
      expect(mbps).toBeLessThan(1000 * (1 + 1e5 / 2e7) + 1);
      expect(mbps).toBeGreaterThan(990);
      const wire = (((limited?.frames ?? 0) + (free?.frames ?? 0)) * wireNs(1518, 1, 10)) / 2e7;
      expect(wire).toBeCloseTo(1, 2);
    }
  });

  it('leaves the wire idle when nobody else sends', () => {
    const [limited] = backlogged([{ rateLimitMbps: 100 }], {}, 1e8);
    expect(((limited?.bytes ?? 0) * 8000) / 1e8).toBeCloseTo(100, 0);
  });
});

function portBench(options: { switchesInside?: boolean; nic?: ScenarioInput['nic'] } = {}) {
  const machine = bareMachine({
    switchesInside: options.switchesInside ?? false,
    scenario: { nic: { propagationNs: 500, ...options.nic }, vms: [{ name: 'vm', count: 2 }] },
  });
  const port = at(machine.ports, 0);
  const driver = contextOn(machine);
  const queue = transmitQueue(machine, port, driver, { name: 'queue', vector: null });
  const received = receiveQueue(machine, 'received', null, false);
  port.receive.classify = () => received;
  const endpoint = new CountingEndpoint(machine);
  return { machine, port, driver, queue, received, endpoint };
}

describe('a frame on its way out', () => {
  it('waits for its descriptor and its data, the wire and the propagation', () => {
    const { machine, queue, endpoint } = portBench();
    const { costs } = machine;
    queue.push(endpoint.packet(1518));
    queue.flush(null);
    machine.loop.run(1e6);
    const readNs = 2 * costs['pcie.readLatency'] + (1518 - 64) * costs['pcie.readByte'] + machine.settings.nic.deviceNs.value;
    expect(at(endpoint.atPeer, 0).nowNs).toBeCloseTo(readNs + wireNs(1518, 1, 10) + 500, 6);
  });

  it('costs its driver one doorbell for each batch', () => {
    const { machine, driver, queue, endpoint } = portBench();
    for (let i = 0; i < 8; i++) queue.push(endpoint.packet());
    queue.flush(driver);
    expect(machine.ledger.counts[machine.cyclesSlot('host', 'doorbell')]).toBe(machine.costs['doorbell.write']);
    machine.loop.run(1e6);
    queue.flush(driver);
    expect(machine.ledger.counts[machine.cyclesSlot('host', 'doorbell')]).toBe(machine.costs['doorbell.write']);
  });

  it('is bound by the NIC’s packet rate where the wire is faster', () => {
    const { machine, queue, endpoint } = portBench({ nic: { profile: 'xl710', ringDescriptors: 2048 } });
    for (let i = 0; i < 1001; i++) queue.push(endpoint.packet(64));
    queue.flush(null);
    machine.loop.run(1e7);
    const mpps = 1e6 / (at(endpoint.atPeer, 1000).nowNs - at(endpoint.atPeer, 0).nowNs);
    expect(mpps).toBeCloseTo(18.75, 6);
  });

  it('waits in the driver’s hands when the ring is full', () => {
    const { queue, endpoint } = portBench({ nic: { ringDescriptors: 16 } });
    for (let i = 0; i < 10; i++) queue.push(endpoint.packet());
    expect(queue.room()).toBe(6);
  });
});

describe('a frame for another VM', () => {
  const send = (bench: ReturnType<typeof portBench>, count: number) => {
    for (let i = 0; i < count; i++) bench.queue.push(bench.endpoint.packet(1518, { destination: 1 }));
    bench.queue.flush(null);
    bench.machine.loop.run(1e6);
  };

  it('stays inside a device with an embedded switch: it crosses PCIe twice and uses no wire', () => {
    const bench = portBench({ switchesInside: true });
    send(bench, 10);
    const { link, transmit, toHost, toDevice } = bench.port;
    expect(bench.received.ring.length).toBe(10);
    expect([link.busyNs, transmit.busyNs]).toEqual([0, 0]);
    const dataNs = 10 * 1518 * (8 / 29.5);
    expect(toDevice.busyNs).toBeGreaterThan(dataNs);
    expect(toHost.busyNs).toBeGreaterThan(dataNs);
  });

  it('is faster inside than the wire, up to the switch or PCIe', () => {
    const bench = portBench({ switchesInside: true });
    send(bench, 500);
    const { toDevice } = bench.port;
    expect((500 * 1518 * 8) / toDevice.freeNs).toBeGreaterThan(20);
  });

  it('leaves a device without one: over the wire, an outside switch, and the wire back', () => {
    const bench = portBench();
    send(bench, 10);
    const { link, transmit } = bench.port;
    expect(bench.received.ring.length).toBe(10);
    expect(link.busyNs).toBeCloseTo(10 * wireNs(1518, 1, 10), 6);
    expect(transmit.busyNs).toBeCloseTo(10 * wireNs(1518, 1, 10), 6);
  });
});

describe('DMA through the IOMMU', () => {
  it('delays a frame whose pages are not in the IOTLB by a walk each, in parallel, and others not', () => {
    const machine = bareMachine({ scenario: { host: { networkCores: 0, iommu: { pageKib: 2048 } } } });
    const port = at(machine.ports, 0);
    const driver = contextOn(machine);
    const translated = transmitQueue(machine, port, driver, { name: 'translated', vector: null, translated: true });
    const endpoint = new CountingEndpoint(machine);
    const sentNs = (nowNs: number) => {
      machine.loop.run(nowNs);
      translated.push(endpoint.packet(64));
      translated.flush(null);
      machine.loop.run(nowNs + 1e5);
      return at(endpoint.atPeer, endpoint.atPeer.length - 1).nowNs - nowNs;
    };
    const first = sentNs(0);
    const second = sentNs(1e6);
    expect(first - second).toBeCloseTo(machine.costs['iommu.walk'], 6);
    expect([machine.iommu.misses, machine.iommu.hits]).toEqual([2, 2]);
  });
});
