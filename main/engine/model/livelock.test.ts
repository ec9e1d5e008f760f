/**
 * Receive livelock (Mogul and Ramakrishnan, USENIX 1996): where receive interrupts always go before the process that consumes packets, goodput falls
 * with the load once the processor is full, because packets are lost after they have been worked on; a bound on the interrupts' share keeps it up.
 */
import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { simulate } from '../simulate.ts';
import { at } from './bare-machine.fixture.ts';

/** Interrupts of an old kernel know no budget. */
const ENDLESS = 1e9;

function receive(loadPps: number, budget: number) {
  const scenario = scenarioSchema.parse({
    costModel: 'xen-2006',
    costs: { 'napi.budget': budget, 'guest.socketReceive': 20_000 },
    host: { profile: 'opteron-250', cores: 1, networkCores: 0 },
    nic: { ringDescriptors: 4096 },
    vms: [{ name: 'vm' }],
    flows: [
      {
        name: 'load',
        vms: 'vm',
        traffic: { kind: 'poisson', load: loadPps, loadUnit: 'packets-per-second', size: { kind: 'fixed', frameBytes: 64 } },
      },
    ],
    techniques: [{ name: 'native' }],
    method: { durationMs: 100, warmup: 20 },
  });
  const record = simulate({ scenario, technique: at(scenario.techniques, 0), replication: 0 });
  const vm = at(record.vms, 0);
  return {
    goodputPps: (1e9 * vm.deliveredFrames) / record.windowNs,
    lostAtSocket: record.drops.find(({ place }) => place === 'guest socket')?.frames ?? 0,
    lost: vm.lostFrames,
  };
}

describe('a receiver whose interrupts go first', () => {
  it('delivers everything below its capacity', () => {
    expect(receive(60_000, ENDLESS).goodputPps).toBeGreaterThan(57_000);
  });

  it('delivers less the more comes, and nearly nothing in the end', () => {
    const [some, more, most] = [120_000, 300_000, 700_000].map((loadPps) => receive(loadPps, ENDLESS).goodputPps);
    expect(more).toBeLessThan(0.8 * (some ?? 0));
    expect(most).toBeLessThan(0.05 * (some ?? 0));
  });

  it('loses packets at the socket, after it has worked on them', () => {
    const { lost, lostAtSocket } = receive(300_000, ENDLESS);
    expect(lostAtSocket).toBeGreaterThan(0.9 * lost);
  });
});

describe('a receiver that polls within a budget', () => {
  it('keeps what it delivers, whatever comes', () => {
    const [some, most] = [120_000, 700_000].map((loadPps) => receive(loadPps, 300).goodputPps);
    expect(most).toBeGreaterThan(0.4 * (some ?? 0));
  });
});
