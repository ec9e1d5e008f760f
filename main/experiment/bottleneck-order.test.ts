import { expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { simulate } from '../engine/simulate.ts';
import type { Executor } from './executor/executor.ts';
import { runScenario } from './run.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 60 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: { durationMs: 2, replications: 2 },
});

/** Eight lanes; the first point's first replication ends after all other replications. */
function slowAtFirst(): Executor {
  const { replications } = scenario.method;
  let others = scenario.techniques.length * replications - 1;
  const othersDone = Promise.withResolvers<void>();
  return {
    workers: 8,
    async run(task) {
      const record = simulate(task);
      if (task.perturbation) return record;
      const first = task.replication === 0 && task.technique.name === 'sriov';
      if (first) await othersDone.promise;
      else if (--others === 0) othersDone.resolve();
      return record;
    },
    close: () => Promise.resolve(),
  };
}

it('looks for the bottleneck of every point, also where its first replication ends last', async () => {
  const { points } = await runScenario(scenario, {
    executor: slowAtFirst(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    clock: () => 0,
  });
  expect(points.map(({ bottleneck }) => bottleneck.sentence)).not.toContain('The bottleneck has not been looked for.');
});
