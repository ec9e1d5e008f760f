import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { receiveQueue } from './nic-queues.ts';
import { Stage } from './stage.ts';

function portBench(nic: ScenarioInput['nic'] = {}, costs: ScenarioInput['costs'] = {}, translated = false) {
  const machine = bareMachine({ scenario: { nic, costs } });
  const port = at(machine.ports, 0);
  const queue = receiveQueue(machine, 'queue', null, translated);
  port.receive.classify = () => queue;
  const endpoint = new CountingEndpoint(machine);
  const lostAt = (place: string) => machine.ledger.counts[machine.ledger.slot('drop', place)];
  return { machine, port, queue, endpoint, lostAt };
}

describe('the receive side of a NIC', () => {
  it('needs a technique that sorts its frames', () => {
    const machine = bareMachine();
    const endpoint = new CountingEndpoint(machine);
    expect(() => at(machine.ports, 0).receive.receive(endpoint.packet())).toThrow('no classifier');
  });

  it('writes a frame to memory over PCIe and puts it into the ring of its queue', () => {
    const { machine, port, queue, endpoint } = portBench();
    const packet = endpoint.packet(1518);
    port.receive.receive(packet);
    expect([queue.ring.length, queue.ring.reserved]).toEqual([0, 1]);
    machine.loop.run(1e5);
    expect([queue.ring.length, queue.ring.reserved]).toEqual([1, 0]);
    const nicNs = machine.packets.stageNs[packet * 14 + Stage.nic];
    expect(nicNs).toBeCloseTo(port.toHost.busyNs + machine.costs['pcie.writeLatency'] + machine.settings.nic.deviceNs.value, 6);
  });

  it('keeps the order of frames, also when a small one follows a large one', () => {
    const { machine, port, queue, endpoint } = portBench();
    const sent = [9022, 64, 1518, 64].map((bytes) => endpoint.packet(bytes));
    for (const packet of sent) port.receive.receive(packet);
    machine.loop.run(1e6);
    expect(sent.map(() => queue.ring.shift())).toEqual(sent);
  });

  it('drops frames without a descriptor at no cost to any core, counting promised ones as taken', () => {
    const { machine, port, queue, endpoint, lostAt } = portBench({ ringDescriptors: 16 });
    for (let i = 0; i < 20; i++) port.receive.receive(endpoint.packet());
    expect(lostAt('NIC ring without descriptor')).toBe(4);
    machine.loop.run(1e6);
    expect(queue.ring.length).toBe(16);
    expect(machine.ledger.counts[at(machine.cores, 0).busySlot]).toBe(0);
  });

  it('drops what the FIFO cannot hold while PCIe is behind', () => {
    // 82599: 512 KiB of FIFO, for 345 frames of 1,518 bytes.
    const { machine, port, endpoint, lostAt } = portBench({ ringDescriptors: 4096 });
    for (let i = 0; i < 400; i++) port.receive.receive(endpoint.packet(1518));
    expect(lostAt('NIC FIFO')).toBe(400 - Math.floor(524_288 / 1518));
    machine.loop.run(1e7);
    port.receive.receive(endpoint.packet(1518));
    expect(lostAt('NIC FIFO')).toBe(400 - Math.floor(524_288 / 1518));
  });

  it('takes a frame larger than its whole FIFO when it is empty', () => {
    const { machine, port, queue, endpoint } = portBench();
    port.receive.receive(endpoint.packet(1_000_000, { frames: 700 }));
    machine.loop.run(1e7);
    expect(queue.ring.length).toBe(1);
  });

  it('handles no more frames a second than its pipeline does', () => {
    // XL710: 18.75 Mpps at 40 Gbit/s, less than the wire’s rate of small frames.
    const { machine, port, queue, endpoint } = portBench({ profile: 'xl710', ringDescriptors: 4096 });
    for (let i = 0; i < 2000; i++) port.receive.receive(endpoint.packet(64));
    machine.loop.run(1e3);
    const before = queue.ring.length;
    machine.loop.run(41e3);
    expect((queue.ring.length - before) / 40).toBeCloseTo(18.75, 1);
  });

  it('waits for one page walk when the IOTLB misses, and for none when it hits', () => {
    const { machine, port, endpoint } = portBench({}, {}, true);
    const pcieNs = () => port.toHost.busyNs;
    const nicNs = (nowNs: number) => {
      machine.loop.run(nowNs);
      const packet = endpoint.packet(64);
      port.receive.receive(packet);
      machine.loop.run(nowNs + 1e5);
      return machine.packets.stageNs[packet * 14 + Stage.nic];
    };
    const { costs } = machine;
    const writtenNs = costs['pcie.writeLatency'] + machine.settings.nic.deviceNs.value;
    expect(nicNs(0)).toBeCloseTo(costs['iommu.walk'] + pcieNs() + writtenNs, 6);
    // Without a walk the pipeline's own time is longer than that on PCIe.
    expect(nicNs(1e6)).toBeCloseTo(1e9 / 15e6 + writtenNs, 6);
    expect([machine.iommu.misses, machine.iommu.hits]).toEqual([2, 2]);
  });

  it('touches as many pages as its buffers fill: more than the IOTLB holds with small pages, few with large ones', () => {
    const hitRatio = (pageKib: 4 | 2048) => {
      const machine = bareMachine({ scenario: { host: { networkCores: 0, iommu: { pageKib } }, nic: { ringDescriptors: 512 } } });
      const port = at(machine.ports, 0);
      const queue = receiveQueue(machine, 'queue', null, true);
      port.receive.classify = () => queue;
      serverOf(machine, contextOn(machine), () => 10, { input: queue.ring });
      const endpoint = new CountingEndpoint(machine);
      for (let i = 0; i < 4000; i++) {
        port.receive.receive(endpoint.packet(64));
        machine.loop.run((i + 1) * 1000);
      }
      return machine.iommu.hits / (machine.iommu.hits + machine.iommu.misses);
    };
    // 256 pages of two buffers each, 64 entries: the second buffer of a page hits, and the page of descriptors.
    expect(hitRatio(4)).toBeCloseTo(0.75, 2);
    expect(hitRatio(2048)).toBeGreaterThan(0.99);
  });
});

describe('a ring behind the NIC', () => {
  it('gives its descriptors back as the driver takes frames', () => {
    const machine = bareMachine({ scenario: { nic: { ringDescriptors: 16 } } });
    const port = at(machine.ports, 0);
    const queue = receiveQueue(machine, 'queue', null, false);
    port.receive.classify = () => queue;
    serverOf(machine, contextOn(machine), () => 100, { input: queue.ring });
    ringOf(machine);
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 1000; i++) {
      port.receive.receive(endpoint.packet(64));
      machine.loop.run((i + 1) * 200);
    }
    machine.loop.run(1e6);
    expect([endpoint.lost.length, endpoint.atPeer.length]).toEqual([0, 1000]);
  });
});
