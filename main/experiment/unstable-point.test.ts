import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { createPool } from './executor/pool.ts';
import { runScenario } from './run.ts';

/** An offered load of several times what emulation carries, too short for its queues to be full: latency grows all the while. */
const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 35, size: { kind: 'fixed', frameBytes: 256 } } }],
  techniques: [{ name: 'emulated' }, { name: 'sriov' }],
  method: {
    durationMs: 3,
    costDraws: 2,
    confirmBottleneck: false,
    stopping: { metrics: ['latencyP50Ns'], relativeHalfWidth: 0.0001, minReplications: 5, maxReplications: 7 },
  },
});

describe('a point whose latency grows as long as it runs', async () => {
  const executor = createPool({ workers: 2 });
  const { points } = await runScenario(scenario, {
    executor,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    clock: () => performance.now(),
  });
  await executor.close();
  const [growing, steady] = points;
  const intervalsOf = (metrics: Readonly<Record<string, { readonly ci95: number | null; readonly uncertainty?: unknown }>> = {}) =>
    Object.entries(metrics).filter(([name, { ci95, uncertainty }]) => name.startsWith('latency') && (ci95 !== null || uncertainty));

  it('is overloaded, with the cause and a remark', () => {
    expect(growing).toMatchObject({ overloaded: true, overloadCauses: expect.arrayContaining(['growing-latency']) });
    expect(growing?.remarks.join(' ')).toContain('Latency grew as long as the point ran');
    expect(steady).toMatchObject({ overloaded: false, overloadCauses: [] });
  });

  it('has no interval of its latencies, neither of replications nor of costs, for itself, its VMs and its flows, and no band', () => {
    expect(growing?.metrics['deliveredPps']?.ci95).toBeGreaterThan(0);
    expect(intervalsOf(growing?.metrics)).toEqual([]);
    for (const part of [...(growing?.vms ?? []), ...(growing?.flows ?? [])]) expect(intervalsOf(part.metrics)).toEqual([]);
    expect(growing?.latencyCdf.some(({ low }) => low !== undefined)).toBe(false);
    expect(intervalsOf(steady?.metrics)).toHaveLength(5);
    expect(steady?.latencyCdf.every(({ low }) => low !== undefined)).toBe(true);
  });

  it('gets no replications for the sake of a latency; another goes on to the maximum', () => {
    expect(growing).toMatchObject({ replications: 5, stopping: { reason: 'unstable', metric: 'latencyP50Ns', relativeHalfWidth: null } });
    expect(steady).toMatchObject({ replications: 7, stopping: { reason: 'maximum' } });
  });

  it('keeps the series of its way for Welch’s plot, and the cut of each replication', () => {
    const { latencyNs = [], cutsMs = [], sliceMs = 0 } = growing?.warmup ?? {};
    expect(latencyNs).toHaveLength(200);
    expect(latencyNs.length * sliceMs).toBeCloseTo(3, 9);
    expect(latencyNs.at(-1)).toBeGreaterThan(3 * (latencyNs[20] ?? Number.POSITIVE_INFINITY));
    expect(cutsMs).toHaveLength(5);
    expect(Math.max(...cutsMs)).toBe(growing?.warmupMs);
  });
});
