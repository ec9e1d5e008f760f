/** A small experiment as a person writes it, for tests. */
export const experiment = {
  id: 'vhost-transmit',
  title: 'Transmit rate',
  source: 'A paper',
  provenance: 'published',
  setup: { cpu: '2.6 GHz' },
  techniques: ['vhost'],
  metric: 'packet rate',
  unit: 'Mpps',
  x: { name: 'state', unit: '' },
  role: 'predict',
  notes: '',
  kind: 'simulation',
  scenario: {
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 100_000, loadUnit: 'packets-per-second' } }],
    techniques: [{ name: 'vhost-net' }, { name: 'sriov' }],
    method: { durationMs: 2, replications: 2 },
  },
  measure: { read: { kind: 'metric', metric: 'deliveredPps' }, scale: 1e-6 },
  points: [
    { label: 'vhost', y: 0.1, tolerance: { type: 'relative', value: 0.5 }, technique: 'vhost-net' },
    { label: 'half', y: 0.05, tolerance: { type: 'absolute', value: 0.04 }, technique: 'sriov', set: { 'flows.0.traffic.load': 50_000 } },
  ],
};

/** The experiment with a place changed: `points.0.y`; undefined removes it. */
export function changed(path: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(experiment));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
