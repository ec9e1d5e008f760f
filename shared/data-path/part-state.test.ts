import { describe, expect, it } from 'vitest';
import { techniqueNames } from '../catalogue/techniques.ts';
import { point, scenario } from '../charts/points.fixture.ts';
import { english } from '../texts/english.ts';
import { speaking } from '../texts/words.ts';
import { dataPath, partsOf } from './data-path.ts';
import { keyboardOrder, layOut } from './layout.ts';
import { partStates } from './part-state.ts';
import { partLines, partSentence } from './part-text.ts';
import { pointScenario } from './point-scenario.ts';

const work = (actor: string, activity: string, utilization: number) => ({ actor, activity, utilization });
const loaded = point('vhost-net', {
  drops: [{ place: 'tap queue', framesPerSecond: 5000, share: 1 }],
  queues: [{ place: 'tap queue', queues: 8, capacity: 1000, meanPackets: 640, mostPackets: 1000 }],
  contexts: [
    { name: 'soft interrupt of port 0, queue 0', core: 0, utilization: 0.3, activities: [work('host', 'bridge', 0.3)] },
    { name: 'vhost vm-1', core: 0, utilization: 0.6, activities: [work('vhost worker', 'virtqueue', 0.6)] },
    {
      name: 'vm-1 vCPU 0',
      core: 4,
      utilization: 0.5,
      activities: [work('guest', 'stack', 0.2), work('guest', 'application', 0.1), work('guest', 'empty polls', 0.2)],
    },
  ],
  resources: [
    { name: 'core 0 (network)', kind: 'core', utilization: 0.9, note: '' },
    { name: 'core 4 (guest)', kind: 'core', utilization: 0.5, note: '' },
    { name: 'wire to host', kind: 'link', utilization: 0.4, note: '' },
    { name: 'IOTLB hit ratio', kind: 'iotlb', utilization: 0.75, note: '12 misses' },
  ],
  bottleneck: { resource: 'network cores', sentence: '', confirmed: true, knobs: [] },
});

function stateOf(id: string, of = loaded, name: 'vhost-net' | 'sriov' = 'vhost-net') {
  const path = dataPath(scenario(), { name, options: {} });
  const state = partStates(path, of).find(({ part }) => part.id === id);
  if (!state) throw new Error(`There is no part ${id}.`);
  return state;
}

describe('a part of the data path', () => {
  it('is as hot as its busiest core, and its time is split from that of the application on the same context', () => {
    expect(stateOf('soft-interrupt')).toMatchObject({ heatText: '90 % busy', note: 'core 0', isBottleneck: false });
    expect(stateOf('vcpu')).toMatchObject({
      heatText: '30 % busy',
      polls: true,
      spent: [work('guest', 'stack', 0.2), work('guest', 'empty polls', 0.2)],
    });
    expect(stateOf('application')).toMatchObject({ heatText: '10 % busy', spent: [work('guest', 'application', 0.1)] });
  });

  it('is the bottleneck when it works most on the cores that limit', () => {
    expect(stateOf('backend').isBottleneck).toBe(true);
    expect(stateOf('wire', { ...loaded, bottleneck: { ...loaded.bottleneck, resource: 'the wire' } }).isBottleneck).toBe(true);
    expect(stateOf('backend', { ...loaded, bottleneck: { ...loaded.bottleneck, resource: null } }).isBottleneck).toBe(false);
  });

  it('is as full as its queues on average, and tells what is lost there', () => {
    expect(stateOf('tap-queue')).toMatchObject({ heat: 0.64, heatText: '64 % full', note: '640 of 1,000', dropsPps: 5000 });
    expect(stateOf('socket')).toMatchObject({ heat: null, note: 'fill not known' });
  });

  it('is hot for an IOMMU when translations are missed', () => {
    expect(stateOf('iommu', loaded, 'sriov')).toMatchObject({ heat: 0.25, heatText: '75 % hits' });
  });
});

describe('the drawing', () => {
  it.each(techniqueNames)('of %s has each part in a place of its own, and all of them on the keyboard', (name) => {
    const path = dataPath(scenario(), { name, options: {} });
    const { boxes, width, height, links } = layOut(path);
    const all = partsOf(path).map(({ id }) => ({ id, box: boxes[id] }));
    for (const { id, box } of all) {
      if (!box) throw new Error(`${id} has no place.`);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const others = all.filter((other) => other.id !== id && other.box && overlap(box, other.box));
      expect(others).toEqual([]);
    }
    expect(
      keyboardOrder(path)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(all.map(({ id }) => id).toSorted());
    expect(links).toHaveLength(path.links.length);
  });
});

it('takes the settings of a point over into its scenario', () => {
  const at = pointScenario(scenario(), point('sriov', { load: 70 }));
  expect(at?.scenario.flows[0]?.traffic).toMatchObject({ load: 70 });
  expect(at?.choice.name).toBe('sriov');
  expect(pointScenario(scenario(), point('gone'))).toBeNull();
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

describe('the words of the way', () => {
  const MARKED = /^⟦.+⟧$/;
  const sending = scenario({
    flows: ['receive', 'transmit', 'vm-to-vm'].map((direction) => ({
      name: direction,
      vms: 'vm',
      direction,
      traffic: { kind: 'poisson' },
    })),
  } as Parameters<typeof scenario>[0]);
  const placed = ['hypervisor', 'driver-domain'] as const;
  const choices = [
    ...techniqueNames.map((name) => ({ name, options: {} })),
    ...placed.map((driverPlacement) => ({ name: 'xen-split-driver' as const, options: { driverPlacement } })),
  ];

  it.each(choices)('are of the language of who reads them: $name $options', (choice) => {
    speaking('en-XA', () => {
      const path = dataPath(sending, choice);
      const states = partStates(path, loaded);
      const texts = [
        ...partsOf(path).flatMap(({ title, meaning }) => [title, meaning]),
        ...Object.values(path.zones),
        ...path.links.map(({ label }) => label),
        ...states.flatMap((state) => [partSentence(state), state.heatText, ...state.figures.map(({ name }) => name)]),
      ];
      expect(texts.filter((text) => text !== '' && !MARKED.test(text))).toEqual([]);
    });
  });

  it('are those of the parts, each under some technique', () => {
    const named = new Set(choices.flatMap((choice) => partsOf(dataPath(sending, choice)).map(({ name }) => name)));
    const missing = Object.keys(english.dataPath.parts).filter((name) => !named.has(name as keyof typeof english.dataPath.parts));
    expect(missing).toEqual([]);
  });

  it('follow the language although the parts are the same', () => {
    const state = stateOf('tap-queue');
    expect(partSentence(state)).toBe('Tap queue: 64 % full, 640 of 1,000, loses 5 kframes/s');
    expect(speaking('en-XA', () => partLines(stateOf('tap-queue'), 40).map(({ text }) => text))[0]).toMatch(/^⟦Táp/);
    expect(speaking('en-XA', () => stateOf('tap-queue').part.id)).toBe(state.part.id);
  });
});
