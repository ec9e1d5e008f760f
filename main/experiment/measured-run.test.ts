/** Runs whose points are measured by a benchmark method, from the plan to the result. */
import { describe, expect, it } from 'vitest';
import { framesOf } from '../../shared/scenario/traffic-frames.ts';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import type { SimulationTask } from '../engine/run-record.ts';
import { simulate } from '../engine/simulate.ts';
import type { Executor } from './executor/executor.ts';
import { createPool } from './executor/pool.ts';
import { planRun } from './plan.ts';
import { runScenario } from './run.ts';

const method = {
  kind: 'rfc2544-throughput',
  trials: { frameSizes: [64, 'imix-csit'] },
  throughput: { durationMs: 2, searchDurationMs: 1, resolutionPercent: 2 },
  durationMs: 2,
  replications: 2,
  confirmBottleneck: false,
} satisfies ScenarioInput['method'];

function scenarioWith(changed: Partial<ScenarioInput> = {}) {
  return scenarioSchema.parse({
    vms: [{ name: 'vm', count: 2 }],
    flows: [{ name: 'trial', vms: 'vm', traffic: { kind: 'constant' } }],
    techniques: [{ name: 'sriov' }, { name: 'direct' }],
    method,
    ...changed,
  });
}

async function run(executor: Executor, scenario = scenarioWith(), signal = new AbortController().signal): Promise<RunResult> {
  try {
    return await runScenario(scenario, { executor, signal, onProgress: () => undefined, clock: () => performance.now() });
  } finally {
    await executor.close();
  }
}

/** In this thread; `before` may throw. */
function inline(before: (task: SimulationTask) => void = () => undefined): Executor {
  return {
    workers: 1,
    run: async (task, signal) => {
      signal.throwIfAborted();
      before(task);
      return simulate(task);
    },
    close: async () => undefined,
  };
}

describe('the plan of a benchmark method', () => {
  it('has a point for each setting, frame size and technique, by the mean of the frames', () => {
    const points = planRun(scenarioWith({ method: { ...method, sweep: [{ path: 'vms.0.count', values: [1, 2] }] } }));
    expect(points.map(({ technique, settings }) => [technique, settings['vms.0.count'], settings['method.frameBytes']])).toEqual([
      ['sriov', 1, 64],
      ['direct', 1, 64],
      ['sriov', 1, 353.8],
      ['direct', 1, 353.8],
      ['sriov', 2, 64],
      ['direct', 2, 64],
      ['sriov', 2, 353.8],
      ['direct', 2, 353.8],
    ]);
  });

  it('has no setting for a single size, and the seven sizes of RFC 2544 where none is named', () => {
    const sizesOf = (trials?: { frameSizes: (number | 'imix')[] }) =>
      planRun(scenarioWith({ method: { ...method, trials }, techniques: [{ name: 'sriov' }] })).map(
        ({ settings }) => settings['method.frameBytes'],
      );
    expect(sizesOf({ frameSizes: [512] })).toEqual([undefined]);
    expect(sizesOf()).toEqual([64, 128, 256, 512, 1024, 1280, 1518]);
  });
});

describe('a measured run', () => {
  it('gives the same result with 1 and 3 workers, keeps to the schema, and its other figures are at the load that was found', async () => {
    const one = await run(createPool({ workers: 1 }));
    expect(runResultSchema.parse(one)).toEqual(one);
    expect(await run(createPool({ workers: 3 }))).toEqual(one);
    const [sriov, direct] = one.points;
    const { measurement, metrics } = sriov ?? {};
    expect(measurement?.kind === 'throughput' && measurement.throughputPps).toBeGreaterThan(0);
    const found = measurement?.kind === 'throughput' ? (measurement.throughputPps ?? 0) : 0;
    expect((metrics?.['offeredPps']?.mean ?? 0) / found).toBeCloseTo(1, 1);
    expect(direct?.refusal).toContain('2 VMs but 1 NIC');
    expect(direct?.measurement).toBeUndefined();
  });

  it('goes on where the trials of a point fail, which says why', async () => {
    const failing = inline((task) => {
      const flow = task.scenario.flows[0];
      const fixed = flow && 'size' in flow.traffic && framesOf(flow.traffic).kind === 'fixed';
      if (task.trial && fixed) throw new Error('The worker ran out of memory.');
    });
    const { points, complete } = await run(failing, scenarioWith({ techniques: [{ name: 'sriov' }] }));
    expect(complete).toBe(true);
    expect(points[0]?.measurement).toBeUndefined();
    expect(points[0]?.replications).toBe(0);
    expect(points[0]?.remarks.join(' ')).toContain('ran out of memory');
    expect(points[1]?.measurement?.failure).toBeNull();
  });

  it('is not complete when it is cancelled in a search, and has no half measurements', async () => {
    const controller = new AbortController();
    let trials = 0;
    const executor = inline(({ trial }) => {
      if (trial && ++trials === 3) controller.abort();
    });
    const { complete, points } = await run(executor, scenarioWith(), controller.signal);
    expect(complete).toBe(false);
    expect(points).toEqual([]);
  });
});
