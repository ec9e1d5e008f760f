/** The drawing of the way of packets, and the costs named for each activity, against what the engine really builds and charges. */
import { describe, expect, it } from 'vitest';
import { activityCosts } from '../../shared/catalogue/activity-costs.ts';
import { dataPlaneNames, pollModeSwitches } from '../../shared/catalogue/data-planes.ts';
import { techniqueNames } from '../../shared/catalogue/techniques.ts';
import { dataPath, partsOf } from '../../shared/data-path/data-path.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { buildMachine } from './build-machine.ts';
import { findCostModel } from './costs/models.ts';
import { simulate } from './simulate.ts';

type Options = NonNullable<ScenarioInput['techniques'][number]['options']>;
type Application = NonNullable<ScenarioInput['vms'][number]['application']>;

interface Case {
  readonly name: (typeof techniqueNames)[number];
  readonly options?: Options;
  readonly application?: Application;
}

const cases: readonly Case[] = [
  ...techniqueNames.map((name) => ({ name })),
  ...techniqueNames.map((name) => ({ name, application: { kind: 'poll-forwarder' as const } })),
  { name: 'xen-split-driver', options: { driverPlacement: 'hypervisor' } },
  { name: 'xen-split-driver', options: { grants: 'persistent' } },
  { name: 'sriov', options: { dmaProtection: 'hypervisor' } },
  { name: 'direct', options: { iommuMode: 'ring' } },
  { name: 'native', options: { iommuMode: 'deferred' } },
  { name: 'native', application: { kind: 'kernel-forwarder' } },
  { name: 'vhost-net', application: { kind: 'request-server' } },
  ...pollModeSwitches.map((option): Case => ({ name: 'vhost-user', options: { switch: option } })),
  ...dataPlaneNames.map((implementation): Case => ({ name: 'native', application: { kind: 'data-plane', implementation } })),
];

function scenarioOf({ name, options = {}, application = { kind: 'sockets' } }: Case, costs: Record<string, number> = {}): Scenario {
  const forwards = application.kind === 'poll-forwarder' || application.kind === 'kernel-forwarder' || application.kind === 'data-plane';
  const load = { kind: 'poisson' as const, load: 40_000, loadUnit: 'packets-per-second' as const };
  const directions =
    application.kind === 'request-server'
      ? (['receive'] as const)
      : forwards
        ? (['forward'] as const)
        : (['receive', 'transmit', 'vm-to-vm'] as const);
  return scenarioSchema.parse({
    costModel: name === 'xen-split-driver' ? 'xen-2006' : 'kvm-2017',
    costs,
    nic: { ports: name === 'direct' ? 2 : 1 },
    host: { networkCores: 1, cores: 3 },
    vms: [{ name: 'vm', count: 2, application }],
    flows: directions.map((direction) => ({
      name: direction,
      vms: 'vm',
      direction,
      ...(direction === 'vm-to-vm' ? { toVms: 'vm' } : {}),
      traffic: application.kind === 'request-server' ? { kind: 'request-response' as const } : load,
    })),
    techniques: [{ name, options }],
    method: { durationMs: 2, warmup: 0 },
  });
}

const titles = cases.map((one) => [[one.name, JSON.stringify({ ...one.options, ...one.application })].join(' '), one] as const);

describe('the drawing of the data path', () => {
  it.each(titles)('has a part for every context, queue and place of loss: %s', (_title, one) => {
    const scenario = scenarioOf(one);
    const [choice] = scenario.techniques;
    if (!choice) throw new Error('There is a choice.');
    const machine = buildMachine({ scenario, technique: choice, replication: 0 });
    const parts = partsOf(dataPath(scenario, choice));
    for (const { name } of machine.contexts) {
      const owners = new Set(parts.filter(({ contexts }) => contexts?.test(name)).map(({ contexts }) => String(contexts)));
      expect([name, owners.size]).toEqual([name, 1]);
    }
    const used = new Set(machine.ledger.queues.map(({ dropSlot }) => dropSlot));
    const unseen = machine.ledger.slots
      .filter(({ kind, at }) => kind === 'drop' && used.has(at))
      .map(({ name }) => name)
      .filter((name) => parts.filter(({ places }) => places.includes(name)).length !== 1);
    const sends = scenario.flows.some(({ direction }) => direction !== 'receive' && direction !== 'forward');
    expect(unseen.filter((name) => sends || !['loopback backlog', 'guest send queue'].includes(name))).toEqual([]);
  });

  it.each(titles)('has links between its own parts only, from the wire and to it: %s', (_title, one) => {
    const scenario = scenarioOf(one);
    const [choice] = scenario.techniques;
    if (!choice) throw new Error('There is a choice.');
    const path = dataPath(scenario, choice);
    const ids = partsOf(path).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of path.links) expect(ids).toEqual(expect.arrayContaining([from, to]));
    expect(path.links.filter(({ way }) => way === 'receive')[0]?.from).toBe('wire');
    expect(path.links.filter(({ way }) => way === 'transmit').at(-1)?.to).toBe('wire');
  });
});

describe('the costs of an activity', () => {
  it.each(titles)('are all of its costs: without them it takes no cycles: %s', (_title, one) => {
    const scenario = scenarioOf(one);
    const [technique] = scenario.techniques;
    if (!technique) throw new Error('There is a choice.');
    const parameters = findCostModel(scenario.costModel)?.parameters ?? [];
    const spent = simulate({ scenario, technique, replication: 0 }).cycles.filter(({ cycles }) => cycles > 0);
    expect(spent.length).toBeGreaterThan(0);
    for (const { actor, activity } of spent) {
      if (activity === 'empty polls' || activity === 'service') continue;
      const names = activityCosts(actor, activity, scenario, technique);
      const known = parameters.filter(({ name }) => names.includes(name));
      expect([actor, activity, known.length]).toEqual([actor, activity, names.length]);
      expect(names).not.toEqual([]);
      const free = Object.fromEntries(known.filter(({ unit }) => unit !== 'count' && unit !== 'ratio').map(({ name }) => [name, 0]));
      const without = simulate({ scenario: scenarioOf(one, free), technique, replication: 0 });
      const left = without.cycles.find((entry) => entry.actor === actor && entry.activity === activity)?.cycles ?? 0;
      expect([actor, activity, left]).toEqual([actor, activity, 0]);
    }
  });
});
