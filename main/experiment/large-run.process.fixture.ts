/**
 * Runs 1,000 points as a process with a small heap of its own would, and prints what it took: points told as final, resident memory at its most, MiB. Simulations are
 * stood in for by copies of one real record, so that seconds are enough.
 */
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { simulate } from '../engine/simulate.ts';
import { streamScenario } from './run.ts';

const values = (count: number, step: number): number[] => Array.from({ length: count }, (_, index) => (index + 1) * step);
const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 8 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: {
    kind: 'sweep',
    sweep: [
      { path: 'flows.0.traffic.load', values: values(25, 4) },
      { path: 'nic.propagationNs', values: values(20, 100) },
    ],
    durationMs: 1,
    replications: 5,
  },
});

const record = JSON.stringify(simulate({ scenario, technique: { name: 'vhost-net', options: {} }, replication: 0 }));
const replications = new Map<string, number>();
let rss = 0;
await streamScenario(scenario, {
  executor: { workers: 2, run: () => Promise.resolve(JSON.parse(record) as ReturnType<typeof simulate>), close: () => Promise.resolve() },
  signal: new AbortController().signal,
  clock: () => performance.now(),
  onProgress({ points }) {
    for (const point of points) if (point.bottleneck.knobs.length > 0) replications.set(point.id, point.replications);
    rss = Math.max(rss, process.memoryUsage.rss());
  },
});
const final = [...replications.values()].filter((count) => count === scenario.method.replications).length;
console.log(JSON.stringify({ final, recordBytes: record.length, simulations: 1000 * 5, rssMib: rss / 2 ** 20 }));
