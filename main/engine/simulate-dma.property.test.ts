/** What holds for any DMA benchmark: transfers are conserved, stages are the latency, nothing is busier than all the time, runs can be repeated. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { simulate } from './simulate.ts';

const anyTransfers = fc
  .record({
    operation: fc.constantFrom('read' as const, 'write' as const, 'write-then-read' as const, 'command-read' as const),
    measure: fc.constantFrom('latency' as const, 'bandwidth' as const),
    transferBytes: fc.integer({ min: 1, max: 4096 }),
    windowKib: fc.constantFrom(4, 64, 1024, 65_536),
    pattern: fc.constantFrom('random' as const, 'sequential' as const),
    cache: fc.constantFrom('warm' as const, 'cold' as const),
    socket: fc.constantFrom('local' as const, 'remote' as const),
    inFlight: fc.integer({ min: 1, max: 200 }),
  })
  .map((transfers) =>
    transfers.operation === 'command-read' ? { ...transfers, measure: 'latency' as const, transferBytes: 8 } : transfers,
  );

const anyTask = fc
  .record({
    dma: anyTransfers,
    iommuMode: fc.constantFrom('pass-through' as const, 'persistent' as const),
    pageKib: fc.constantFrom(4 as const, 2048 as const),
    nic: fc.constantFrom('nfp-6000', '82576', 'e810'),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ dma, iommuMode, pageKib, nic, seed }) => {
    const scenario = scenarioSchema.parse({
      host: { profile: 'xeon-e5-2630v4', iommu: { pageKib } },
      nic: { profile: nic },
      techniques: [{ name: 'native', options: { iommuMode } }],
      method: { kind: 'dma-benchmark', dma, durationMs: 0.1, seed },
    });
    return { scenario, technique: scenario.techniques[0] ?? expect.fail('no technique'), replication: 0 };
  });

/** Raw rate of the devices’ links, Gbit/s: payload stays below it. */
const RAW_GBPS: Readonly<Record<string, number>> = { 'nfp-6000': 63.1, '82576': 8.1, e810: 252.1 };

describe('any DMA benchmark', () => {
  it('conserves its transfers, accounts for their time, and gives the same record again', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const record = simulate(task);
        const [device] = record.vms;
        if (!device) throw new Error('no device');
        const { measure, inFlight = 0, operation } = task.scenario.method.dma ?? {};
        const { offered, delivered, lost, inFlightEnd } = record.accounting;
        expect([offered - delivered, lost]).toEqual([inFlightEnd, 0]);
        expect(inFlightEnd).toBe(measure === 'latency' ? 1 : inFlight);
        expect(device.latencyCounts.reduce((sum, count) => sum + count, 0)).toBe(device.latencyCount);
        const stagesNs = record.stages.reduce((sum, { sumNs }) => sum + sumNs, 0);
        expect(Math.abs(stagesNs - device.latencySumNs)).toBeLessThanOrEqual(1e-9 * device.latencySumNs);
        for (const { utilization } of record.resources) expect(utilization).toBeLessThanOrEqual(1);
        const bothWays = operation === 'write-then-read' ? 2 : 1;
        const gbps = (8 * device.deliveredBytes) / record.windowNs;
        // What is in flight at the start of the window may come to its end in it.
        const slack = 1 + (8 * 4096 * inFlight * bothWays) / record.windowNs / (RAW_GBPS[task.scenario.nic.profile] ?? 0);
        expect(gbps).toBeLessThan((RAW_GBPS[task.scenario.nic.profile] ?? 0) * bothWays * slack);
        expect(simulate(task)).toEqual(record);
      }),
      { seed: 42, numRuns: 60 },
    );
  });
});
