/**
 * Fingerprints of reference scenarios: each technique in each direction, small. A change of the engine that alters any of them is explained in the
 * commit that changes the file, and raises ENGINE_VERSION. To write the file anew: `npm run test:unit -- fingerprint --update`.
 */
import { expect, it } from 'vitest';
import { techniqueNames, type TechniqueName } from '../../shared/catalogue/techniques.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { simulate } from './simulate.ts';

type Reference = Pick<ScenarioInput, 'vms' | 'flows'>;

const sockets = [{ name: 'vm', count: 3 }];

const references: Readonly<Record<string, Reference>> = {
  receive: {
    vms: sockets,
    flows: [
      { name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 400_000, loadUnit: 'packets-per-second', size: { kind: 'imix' } } },
    ],
  },
  'merged receive': {
    vms: sockets,
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'tcp-stream', connections: 2 } }],
  },
  transmit: {
    vms: sockets,
    flows: [{ name: 'load', vms: 'vm', direction: 'transmit', traffic: { kind: 'tcp-stream', connections: 2 } }],
  },
  'vm-to-vm': {
    vms: [{ name: 'vm', count: 3, application: { kind: 'request-server', serviceUs: 5 } }],
    flows: [{ name: 'load', vms: 'vm', direction: 'vm-to-vm', toVms: 'vm', traffic: { kind: 'request-response', outstanding: 8 } }],
  },
  forward: {
    vms: [{ name: 'vm', count: 3, application: { kind: 'kernel-forwarder' } }],
    flows: [
      {
        name: 'load',
        vms: 'vm',
        direction: 'forward',
        traffic: { kind: 'on-off', load: 20, onUs: 50, offUs: 50, size: { kind: 'fixed', frameBytes: 512 } },
      },
    ],
  },
  'data plane': {
    vms: [{ name: 'vm', count: 3, application: { kind: 'data-plane', implementation: 'vpp', counterReadingsMs: 1 } }],
    flows: [
      {
        name: 'load',
        vms: 'vm',
        direction: 'forward',
        traffic: { kind: 'poisson', load: 400_000, loadUnit: 'packets-per-second', size: { kind: 'fixed', frameBytes: 64 } },
      },
    ],
  },
};

const columns = [
  'technique',
  'scenario',
  'events',
  'offered',
  'delivered',
  'lost',
  'exits',
  'interrupts',
  'latency sum ns',
  'busy cycles',
  'trace',
];

function rowOf(technique: TechniqueName, name: string, reference: Reference): string[] {
  const scenario = scenarioSchema.parse({
    ...reference,
    nic: { ports: technique === 'direct' ? 3 : 1 },
    techniques: [{ name: technique }],
    method: { durationMs: 2, warmup: 0, seed: 2026 },
  });
  const choice = scenario.techniques[0];
  if (!choice) throw new Error('No technique.');
  const record = simulate({ scenario, technique: choice, replication: 0 });
  const count = (entries: readonly { readonly count: number }[]) => Math.round(entries.reduce((sum, entry) => sum + entry.count, 0));
  const { offered, delivered, lost } = record.accounting;
  const latencySumNs = record.vms.reduce((sum, vm) => sum + vm.latencySumNs, 0);
  const numbers = [record.events, offered, delivered, lost, count(record.exits), count(record.interrupts), latencySumNs, record.busyCycles];
  return [technique, name, ...numbers.map(String), record.fingerprint];
}

it('leave the same traces and sums as before', async () => {
  const rows = techniqueNames.flatMap((technique) =>
    Object.entries(references).map(([name, reference]) => rowOf(technique, name, reference)),
  );
  const table = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const text = table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('reference.fingerprints.txt');
});
