/** The PCIe link against the TLP model and the measurements of pcie-bench (Neugebauer et al., SIGCOMM 2018). */
import { describe, expect, it } from 'vitest';
import { at, bareMachine, CountingEndpoint } from './bare-machine.fixture.ts';
import { receiveQueue } from './nic-queues.ts';
import {
  completionTlpBytes,
  packetPayload,
  PcieDirection,
  readRequestTlpBytes,
  receiveToHostBytes,
  requestCompletionBytes,
  transmitToDeviceBytes,
  transmitToHostBytes,
  writePacketBytes,
  writeTlpBytes,
} from './pcie.ts';

/** Payload rate of back-to-back transfers in one direction, Gbit/s. */
function payloadGbps(tlpBytes: (bytes: number) => number, bytes: number, generation = 3, lanes = 8): number {
  const direction = new PcieDirection(generation, lanes, 1);
  const transfers = 1000;
  let throughNs = 0;
  for (let i = 0; i < transfers; i++) throughNs = direction.move(0, tlpBytes(bytes));
  return (transfers * bytes * 8) / throughNs;
}

describe('TLP bytes', () => {
  it('are 24 for each started 256 bytes of a write and 20 for each of a completion', () => {
    expect([64, 256, 257, 1518].map(writeTlpBytes)).toEqual([88, 280, 305, 1662]);
    expect([64, 256, 257, 1518].map(completionTlpBytes)).toEqual([84, 276, 297, 1638]);
  });

  it('are 24 for each started 512 bytes of a read request', () => {
    expect([16, 512, 513, 1518].map(readRequestTlpBytes)).toEqual([24, 24, 48, 72]);
  });

  it('of a transfer come in packets of at most the limit; the last has the rest', () => {
    const payloads = (bytes: number, limit: number) =>
      Array.from({ length: Math.ceil(bytes / limit) }, (_, number) => packetPayload(bytes, limit, number));
    expect([payloads(64, 256), payloads(63, 256), payloads(3, 256)]).toEqual([[64], [63], [3]]);
    expect([payloads(257, 256), payloads(512, 256), payloads(1030, 512)]).toEqual([
      [256, 1],
      [256, 256],
      [512, 512, 6],
    ]);
    expect(writePacketBytes(64)).toBe(writeTlpBytes(64));
  });

  it('of completions grow by a header wherever a block ends', () => {
    expect([0, 64, 192, 256].map((address) => requestCompletionBytes(address, 256, 256))).toEqual([276, 296, 296, 276]);
    expect(requestCompletionBytes(192, 64, 256)).toBe(84);
    expect(requestCompletionBytes(192, 65, 256)).toBe(105);
    expect([64, 128, 129, 256].map((bytes) => requestCompletionBytes(0, bytes, 64))).toEqual([84, 168, 189, 336]);
    for (const bytes of [64, 256, 512]) expect(requestCompletionBytes(0, bytes, 256)).toBe(completionTlpBytes(bytes));
  });

  it('of a frame contain its data, descriptors, write-back and share of doorbells', () => {
    expect(receiveToHostBytes(1518)).toBe(1662 + 40 + 1.5);
    expect(transmitToDeviceBytes(1518)).toBe(1638 + 276 / 16 + 1.5);
    expect(transmitToHostBytes(1518)).toBe(72 + (24 + 40) / 16);
  });
});

describe('usable rate of a link', () => {
  /** Raw rate less acknowledgements and flow control (8 bytes in 203 each) and skip sets (4 in 1,538). */
  const share = 1 - 16 / 203 - 4 / 1538;

  it.each([
    [1, 4, 8],
    [2, 8, 32],
    [3, 8, (128 / 130) * 64],
    [3, 16, (128 / 130) * 128],
    [4, 16, (128 / 130) * 256],
    [5, 16, (128 / 130) * 512],
    [6, 16, (242 / 256) * 1024],
  ])('generation %i x%i: raw %f Gbit/s less the data link’s share', (generation, lanes, rawGbps) => {
    expect(payloadGbps((bytes) => bytes, 256, generation, lanes)).toBeCloseTo(rawGbps * share, 6);
  });

  it('is busy for as long as it moves bytes, and takes up the next transfer after the one under way', () => {
    const direction = new PcieDirection(3, 8, 1);
    const lengthNs = direction.move(0, 1000);
    expect(direction.move(0, 1000)).toBeCloseTo(2 * lengthNs, 9);
    expect(direction.move(10 * lengthNs, 1000)).toBeCloseTo(11 * lengthNs, 9);
    expect(direction.busyNs).toBeCloseTo(3 * lengthNs, 9);
  });

  it('grows by a ninth when times are 10 % shorter', () => {
    expect(new PcieDirection(3, 8, 0.9).move(0, 1000)).toBeCloseTo(0.9 * new PcieDirection(3, 8, 1).move(0, 1000), 9);
  });
});

describe('payload bandwidth of Gen3 x8 against pcie-bench data (Broadwell, no IOMMU)', () => {
  /** Within 5 % where the link limits; below 256 bytes the measuring device did, so the model is only an upper bound there. */
  it.each([
    [256, 50.49],
    [512, 53.0],
  ])('DMA writes of %i bytes: %f Gbit/s', (bytes, measuredGbps) => {
    expect(Math.abs(payloadGbps(writeTlpBytes, bytes) / measuredGbps - 1)).toBeLessThan(0.05);
  });

  it.each([
    [512, 55.0],
    [1024, 55.4],
    [2048, 55.6],
  ])('DMA reads of %i bytes: %f Gbit/s', (bytes, measuredGbps) => {
    expect(Math.abs(payloadGbps(completionTlpBytes, bytes) / measuredGbps - 1)).toBeLessThan(0.05);
  });

  it('falls at each size that needs one more TLP', () => {
    for (const bytes of [256, 512, 1024]) {
      expect(payloadGbps(writeTlpBytes, bytes + 1)).toBeLessThan(payloadGbps(writeTlpBytes, bytes));
    }
  });

  it.each([
    [64, 24.27],
    [128, 42.36],
  ])('is not below the device-limited writes of %i bytes', (bytes, measuredGbps) => {
    expect(payloadGbps(writeTlpBytes, bytes)).toBeGreaterThan(measuredGbps * 0.95);
  });
});

describe('a 100 Gbit/s NIC on Gen3 x16', () => {
  it('receives about 115 million 64-byte frames a second, limited by PCIe (Høiland-Jørgensen et al., CoNEXT 2018)', () => {
    const machine = bareMachine({ scenario: { nic: { profile: 'connectx-5', ringDescriptors: 8192 } } });
    const { link, receive, toHost } = at(machine.ports, 0);
    const queue = receiveQueue(machine, 'queue', null, false);
    receive.classify = () => queue;
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 4000; i++) link.send(endpoint.packet(64));
    machine.loop.run(1e9);
    expect(endpoint.lost).toHaveLength(0);
    const mpps = (4000 * 1e3) / toHost.busyNs;
    expect(toHost.busyNs).toBeGreaterThan(link.busyNs);
    expect(Math.abs(mpps / 115 - 1)).toBeLessThan(0.05);
  });
});
