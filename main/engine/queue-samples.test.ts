import { expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { simulate } from './simulate.ts';

function queuesOf(loadPps: number) {
  const scenario = scenarioSchema.parse({
    host: { networkCores: 1, cores: 2 },
    vms: [{ name: 'vm' }],
    flows: [
      {
        name: 'load',
        vms: 'vm',
        traffic: { kind: 'poisson', load: loadPps, loadUnit: 'packets-per-second', size: { kind: 'fixed', frameBytes: 64 } },
      },
    ],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 20, warmup: 4 },
  });
  const record = simulate({ scenario, technique: { name: 'sriov', options: {} }, replication: 0 });
  return { record, of: (place: string) => record.queues.find((queue) => queue.place === place) };
}

it('finds the ring of an overloaded guest full, and that of an idle one empty', () => {
  const full = queuesOf(5_000_000).of('NIC ring without descriptor');
  expect(full).toMatchObject({ queues: 1, mostPackets: full?.capacity });
  expect(full?.meanPackets).toBeGreaterThan(0.9 * (full?.capacity ?? 0));
  expect(queuesOf(1000).of('NIC ring without descriptor')?.meanPackets).toBeLessThan(0.1);
});

it('agrees with the mean wait in the ring by Little’s law', () => {
  const { record, of } = queuesOf(300_000);
  const waitNs = (record.stages.find(({ stage }) => stage === 'NIC receive ring')?.sumNs ?? 0) / record.windowNs;
  expect(of('NIC ring without descriptor')?.meanPackets).toBeGreaterThan(0.6 * waitNs);
  expect(of('NIC ring without descriptor')?.meanPackets).toBeLessThan(1.5 * waitNs);
});
