import { beforeAll, describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { readingSchema, type Reading } from '../../../shared/validation/schema.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { readQuantity } from './reading.ts';

const scenario = scenarioSchema.parse({
  host: { networkCores: 1 },
  vms: [{ name: 'quiet' }, { name: 'busy', count: 2 }],
  flows: [
    { name: 'few', vms: 'quiet', traffic: { kind: 'poisson', load: 10_000, loadUnit: 'packets-per-second' } },
    { name: 'many', vms: 'busy', traffic: { kind: 'poisson', load: 80_000, loadUnit: 'packets-per-second' } },
  ],
  techniques: [{ name: 'sriov', options: { interruptPosting: false } }],
});

let record: RunRecord;
beforeAll(() => {
  const technique = scenario.techniques[0] ?? expect.fail('no technique');
  record = simulate({ scenario, technique, replication: 0 });
});

const read = (reading: Parameters<typeof readingSchema.parse>[0]): number =>
  readQuantity(record, scenario, readingSchema.parse(reading) satisfies Reading);

describe('a reading', () => {
  it('of a metric is of all VMs, of one group, or of one flow', () => {
    expect(read({ kind: 'metric', metric: 'deliveredPps' })).toBeCloseTo(90_000, -4);
    expect(read({ kind: 'metric', metric: 'deliveredPps', vms: 'quiet' })).toBeCloseTo(10_000, -4);
    expect(read({ kind: 'flow-metric', metric: 'deliveredPps', flow: 'many' })).toBeCloseTo(80_000, -4);
    const groups = ['quiet', 'busy'].map((vms) => read({ kind: 'metric', metric: 'interruptsPerSecond', vms }));
    expect(groups[0]).toBeLessThan(groups[1] ?? 0);
    expect(read({ kind: 'metric', metric: 'cyclesPerPacket', vms: 'busy' })).toBeGreaterThan(1000);
  });

  it('of the latency is any quantile, or the share in a range', () => {
    const [least = 0, median = 0, most = 0] = [1e-9, 0.5, 1].map((probability) => read({ kind: 'latency-quantile', probability }));
    expect(least).toBeLessThan(median);
    expect(median).toBeLessThan(most);
    expect(read({ kind: 'latency-share', toNs: median })).toBeCloseTo(0.5, 1);
    expect(read({ kind: 'latency-share', toNs: median }) + read({ kind: 'latency-share', fromNs: median })).toBeCloseTo(1);
  });

  it('of cycles is of everybody, of one actor, of one activity, or of all but one', () => {
    const all = read({ kind: 'cycles-per-packet' });
    const guest = read({ kind: 'cycles-per-packet', actor: 'guest' });
    const driver = read({ kind: 'cycles-per-packet', actor: 'guest', activity: 'driver' });
    expect(all).toBeCloseTo(read({ kind: 'metric', metric: 'cyclesPerPacket' }));
    expect(guest).toBeLessThan(all);
    expect(driver).toBeLessThan(guest);
    expect(read({ kind: 'cycles-per-packet', actor: 'guest', except: 'driver' })).toBeCloseTo(guest - driver);
  });

  it('of cores is of one role, and of one actor on them', () => {
    const guestCores = read({ kind: 'core-utilization', role: 'guest' });
    const guest = read({ kind: 'core-utilization', role: 'guest', actor: 'guest' });
    const hypervisor = read({ kind: 'core-utilization', role: 'guest', actor: 'hypervisor' });
    expect(hypervisor).toBeGreaterThan(0);
    expect(guest + hypervisor).toBeLessThanOrEqual(guestCores + 1e-9);
  });

  it('of exits and interrupts is of all or of one kind, and the time outside the guest goes by exits', () => {
    const exits = read({ kind: 'exits' });
    expect(exits).toBeCloseTo(read({ kind: 'metric', metric: 'exitsPerSecond' }));
    expect(read({ kind: 'exits', reason: 'end of interrupt' })).toBeLessThan(exits);
    expect(read({ kind: 'interrupts', interrupt: 'virtual' })).toBeGreaterThan(0);
    expect(read({ kind: 'cycles-per-exit' })).toBeGreaterThan(1000);
  });

  it.each([
    [{ kind: 'cycles-per-packet', actor: 'gest' }, 'The simulation has no actor "gest". It has '],
    [{ kind: 'cycles-per-packet', activity: 'drive' }, 'no activity "drive"'],
    [{ kind: 'core-utilization', role: 'switch' }, 'The simulation has no role "switch". It has guest.'],
  ] as const)('of what is not there names what is: %j', (reading, words) => {
    expect(() => read(reading)).toThrow(words);
  });
});
