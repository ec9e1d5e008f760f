import { describe, expect, it } from 'vitest';
import { gapQuantile } from '../../../shared/scenario/gap-quantile.ts';
import { recordingOf } from '../../../shared/scenario/recording.ts';
import { trafficSchema, type GapDistribution, type OpenLoopTraffic } from '../../../shared/scenario/schema.ts';
import { arrivals, at, bareMachine, contextOn, ringOf, serverOf } from '../model/bare-machine.fixture.ts';
import type { VirtualMachine } from '../model/machine.ts';
import { FittedSource } from './fitted-source.ts';
import { ReplaySource } from './replay-source.ts';

interface Sent {
  readonly timeNs: number;
  readonly bytes: number;
}

interface Settings {
  readonly ratePps: number;
  readonly untilNs: number;
  readonly replication?: number;
  readonly phase?: number;
}

/** Packets that one source sends from its VM. */
function sentBy(traffic: OpenLoopTraffic, { ratePps, untilNs, replication = 0, phase = 0 }: Settings): Sent[] {
  const machine = bareMachine({ replication });
  const ring = ringOf(machine);
  serverOf(machine, contextOn(machine), () => 1e-3, { input: ring, output: arrivals(machine) });
  const vm: VirtualMachine = { ...at(machine.vms, 0), sendRings: [ring] };
  const options = { name: 'load', ratePps, vm, sender: vm, receiver: null };
  const source =
    traffic.kind === 'replay'
      ? new ReplaySource(machine, { ...options, traffic, phase })
      : new FittedSource(machine, { ...options, traffic: traffic as Extract<OpenLoopTraffic, { kind: 'fitted' }> });
  const sent: Sent[] = [];
  const { ledger, packets, loop } = machine;
  const offer = ledger.offer.bind(ledger);
  ledger.offer = (packet) => {
    sent.push({ timeNs: loop.nowNs, bytes: packets.bytes[packet] });
    offer(packet);
  };
  source.start();
  loop.run(untilNs);
  return sent;
}

const recording = recordingOf({
  durationNs: 10_000,
  gapsNs: Float64Array.of(100, 0, 2000, 5000),
  frameBytes: Uint16Array.of(64, 1518, 100, 9022),
});
/** Of the recording: four packets in 10 µs. */
const OWN_PPS = 4e5;

function replay(changes: object = {}): OpenLoopTraffic {
  return trafficSchema.parse({ kind: 'replay', start: 'beginning', recording, ...changes }) as OpenLoopTraffic;
}

describe('a replay', () => {
  it('sends the packets of the recording at their times, and again when it is over', () => {
    expect(sentBy(replay(), { ratePps: OWN_PPS, untilNs: 12_200 })).toEqual([
      { timeNs: 100, bytes: 64 },
      { timeNs: 100, bytes: 1518 },
      { timeNs: 2100, bytes: 100 },
      { timeNs: 7100, bytes: 9022 },
      { timeNs: 10_100, bytes: 64 },
      { timeNs: 10_100, bytes: 1518 },
      { timeNs: 12_100, bytes: 100 },
    ]);
  });

  it('scales all gaps to the load', () => {
    const plain = sentBy(replay(), { ratePps: OWN_PPS, untilNs: 20_000 });
    const slow = sentBy(replay(), { ratePps: OWN_PPS / 3, untilNs: 60_000 });
    expect(slow.map(({ bytes }) => bytes)).toEqual(plain.map(({ bytes }) => bytes));
    for (const [i, { timeNs }] of slow.entries()) expect(timeNs).toBeCloseTo(3 * (plain[i]?.timeNs ?? 0), 6);
  });

  it('falls silent at its end unless it is to be repeated', () => {
    expect(sentBy(replay({ repeat: false }), { ratePps: OWN_PPS, untilNs: 1e6 })).toHaveLength(4);
  });

  it('begins where chance has it, elsewhere in each replication, and sends the whole recording in a round', () => {
    const starts = [0, 1, 2, 3].map((replication) => {
      const sent = sentBy(replay({ start: 'random' }), { ratePps: OWN_PPS, untilNs: 9_999, replication });
      expect(sent.map(({ bytes }) => bytes).toSorted((one, other) => one - other)).toEqual([64, 100, 1518, 9022]);
      return sent[0]?.timeNs;
    });
    expect(new Set(starts).size).toBeGreaterThan(1);
  });

  it('begins later in the recording for a further VM of its group', () => {
    expect(sentBy(replay(), { ratePps: OWN_PPS, untilNs: 4000, phase: 0.5 })).toEqual([{ timeNs: 2100, bytes: 9022 }]);
    // Behind the last packet: the next is the first of the next round.
    expect(sentBy(replay(), { ratePps: OWN_PPS, untilNs: 3000, phase: 0.75 })[0]).toEqual({ timeNs: 2600, bytes: 64 });
  });

  it('may have other frames than the recorded ones', () => {
    const sent = sentBy(replay({ size: { kind: 'fixed', frameBytes: 256 } }), { ratePps: OWN_PPS, untilNs: 10_000 });
    expect(sent.map(({ bytes }) => bytes)).toEqual([256, 256, 256, 256]);
  });
});

const distributions: readonly (readonly [name: string, gaps: GapDistribution, variance: number])[] = [
  ['exponential', { kind: 'exponential' }, 1],
  // exp(sigma²) - 1.
  ['lognormal', { kind: 'lognormal', sigma: 0.5 }, Math.exp(0.25) - 1],
  // Gamma(1 + 2/2) / Gamma(1 + 1/2)² - 1, with Gamma(3/2)² = pi / 4 (Rayleigh).
  ['Weibull', { kind: 'weibull', shape: 2 }, 4 / Math.PI - 1],
  // 0, 1 and 2 after scaling: 2/3.
  ['quantiles', { kind: 'quantiles', values: [0, 50, 100] }, 2 / 3],
];

describe('fitted gaps', () => {
  it.each(distributions)('have the mean that the load sets and the variance of their distribution: %s', (_name, gaps, variance) => {
    const traffic = trafficSchema.parse({ kind: 'fitted', gaps }) as OpenLoopTraffic;
    const sent = sentBy(traffic, { ratePps: 1e6, untilNs: 5e7 });
    const relative = sent.slice(1).map(({ timeNs }, i) => (timeNs - (sent[i]?.timeNs ?? 0)) / 1000);
    const mean = relative.reduce((sum, gap) => sum + gap, 0) / relative.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    expect(Math.abs(relative.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / relative.length - variance)).toBeLessThan(0.05);
  });

  it.each(distributions)('ascend with the probability: %s', (_name, gaps) => {
    const quantile = gapQuantile(gaps);
    const values = Array.from({ length: 1000 }, (_, i) => quantile(i / 1000));
    expect(values.every((value, i) => Number.isFinite(value) && value >= (values[i - 1] ?? 0))).toBe(true);
  });
});
