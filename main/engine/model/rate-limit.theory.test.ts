import { describe, expect, it } from 'vitest';
import { at, arrivals, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { RateLimit } from './rate-limit.ts';

/** Burst that passes at once, ns of the limited rate. */
const BURST_NS = 100_000;

/** Departures of 1,000-byte frames of a backlogged sender behind the limit. */
function limited(rateMbps: number, untilNs: number, startNs = 0): number[] {
  const machine = bareMachine();
  const input = ringOf(machine);
  const limit = new RateLimit(machine, arrivals(machine), rateMbps);
  serverOf(machine, contextOn(machine), () => 100, { input, output: limit, batch: 16 });
  const endpoint = new CountingEndpoint(machine);
  machine.loop.run(startNs);
  for (let i = 0; i < 50_000; i++) input.push(endpoint.packet(1000));
  input.flush(null);
  machine.loop.run(startNs + untilNs);
  expect(endpoint.lost).toHaveLength(0);
  return endpoint.atPeer.map(({ nowNs }) => nowNs - startNs);
}

describe('a token bucket in software', () => {
  it.each([50, 500, 5000])('passes %i Mbit/s in the long run', (rateMbps) => {
    const untilNs = 2e7;
    const mbps = (limited(rateMbps, untilNs).length * 8000 * 1000) / untilNs;
    expect(mbps).toBeLessThanOrEqual(rateMbps * (1 + BURST_NS / untilNs) + (8000 * 1000) / untilNs);
    expect(mbps).toBeGreaterThanOrEqual(rateMbps - (8000 * 1000) / untilNs);
  });

  it('never passes more than rate x time + burst in any interval', () => {
    const timesNs = limited(500, 5e6, 1e6);
    const gapNs = (1000 * 8000) / 500;
    for (let from = 0; from < timesNs.length; from += 7) {
      for (let to = from; to < timesNs.length; to += 11) {
        const frames = to - from + 1;
        expect(frames * gapNs).toBeLessThanOrEqual(at(timesNs, to) - at(timesNs, from) + BURST_NS + 2 * gapNs);
      }
    }
  });

  it('lets a burst pass at once after a pause', () => {
    const timesNs = limited(500, 1e6, 1e7);
    const gapNs = (1000 * 8000) / 500;
    const burst = timesNs.filter((timeNs) => timeNs < BURST_NS / 10).length;
    expect(burst).toBeGreaterThanOrEqual(Math.floor(BURST_NS / gapNs));
  });

  it('waits for room behind it as well', () => {
    const machine = bareMachine({ cores: 2 });
    const input = ringOf(machine);
    const narrow = ringOf(machine, { capacity: 1, whenFull: 'wait' });
    const limit = new RateLimit(machine, narrow, 1e6);
    serverOf(machine, contextOn(machine, 0), () => 100, { input, output: limit });
    serverOf(machine, contextOn(machine, 1), () => 5000, { input: narrow });
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 10; i++) input.push(endpoint.packet());
    input.flush(null);
    machine.loop.run(1e6);
    expect(endpoint.atPeer).toHaveLength(10);
    expect(at(endpoint.atPeer, 9).nowNs).toBe(100 + 10 * 5000);
  });
});
