import { describe, expect, it } from 'vitest';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { createPool } from './executor/pool.ts';
import { runScenario, type RunProgress } from './run.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 4 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 90] }], durationMs: 4, replications: 3 },
});

/** Few frames, so that points differ in how many replications they need. */
const stopping = scenarioSchema.parse({
  ...scenario,
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: {
    ...scenario.method,
    durationMs: 2,
    confirmBottleneck: false,
    stopping: { metrics: ['latencyMeanNs'], relativeHalfWidth: 0.03, minReplications: 4, maxReplications: 12 },
  },
});

async function run(
  workers: number,
  onProgress: (progress: RunProgress) => void = () => undefined,
  signal = new AbortController().signal,
  input = scenario,
): Promise<RunResult> {
  const executor = createPool({ workers });
  try {
    return await runScenario(input, { executor, signal, onProgress, clock: () => performance.now() });
  } finally {
    await executor.close();
  }
}

describe('a run', () => {
  it('gives the same result, bit for bit, with 1, 2 and 3 workers, and keeps to the schema', async () => {
    const one = await run(1);
    expect(runResultSchema.parse(one)).toEqual(one);
    expect(await run(2)).toEqual(one);
    expect(await run(3)).toEqual(one);
  });

  it('has a point for each technique and setting, and refuses what cannot be in words', async () => {
    const { points } = await run(2);
    expect(points.map(({ technique, settings }) => `${technique} ${settings['flows.0.traffic.load']}`)).toEqual([
      'sriov 20',
      'vhost-net 20',
      'direct 20',
      'sriov 90',
      'vhost-net 90',
      'direct 90',
    ]);
    expect(points[2]?.refusal).toContain('4 VMs but 1 NIC');
    expect(points[0]?.metrics['deliveredPps']?.ci95).toBeGreaterThan(0);
  });

  it('adds replications to each point until it is known well enough, whatever the number of workers, and says what ended it', async () => {
    const totals: number[] = [];
    const one = await run(1, ({ total }) => totals.push(total), undefined, stopping);
    expect(await run(3, undefined, undefined, stopping)).toEqual(one);
    expect(runResultSchema.parse(one)).toEqual(one);
    for (const { stopping: ended, replications, metrics } of one.points) {
      const { mean = 0, ci95 = null } = metrics['latencyMeanNs'] ?? {};
      expect(ended?.relativeHalfWidth).toBeCloseTo((ci95 ?? 0) / mean, 12);
      expect(ended?.metric).toBe('latencyMeanNs');
      if (ended?.reason === 'precision') expect((ci95 ?? 0) / mean).toBeLessThanOrEqual(0.03);
      else expect({ reason: ended?.reason, replications }).toEqual({ reason: 'maximum', replications: 12 });
      // Rounds of five from the four of the start.
      expect([4, 9, 12]).toContain(replications);
    }
    expect(new Set(one.points.map(({ replications }) => replications)).size).toBeGreaterThan(1);
    expect(totals.at(-1)).toBe(one.points.reduce((sum, { replications }) => sum + replications, 0));
  });

  it('keeps what is done when it is cancelled', async () => {
    const controller = new AbortController();
    const result = await run(1, ({ done }) => done >= 1 && controller.abort(), controller.signal);
    expect(result.complete).toBe(false);
    expect(result.points.length).toBeGreaterThan(0);
    expect(result.points.length).toBeLessThan(6);
  });
});
