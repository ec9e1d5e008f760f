import { describe, expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { changeSetting } from './change-setting.ts';
import { testCatalogue } from './check.fixture.ts';
import { checkScenario } from './check.ts';

const poisson = { kind: 'poisson' };
const flow = { name: 'in', vms: 'vm', traffic: poisson };
const base = { vms: [{ name: 'vm', count: 2 }], flows: [flow], techniques: [{ name: 'vhost-net' }] };
const axis = (path: string, ...values: number[]) => ({ kind: 'sweep', sweep: [{ path, values }] });

/** By the part of the checker that finds them. */
const bad: Readonly<Record<string, object>> = {
  schema: {
    zzzzzzzzzz: 1,
    format: 3,
    host: { cores: 0, frequencyGhz: 'fast' },
    vms: [{ name: '-', count: 1.5 }],
    flows: [],
    techniques: [{ name: 'sr-iov' }, { name: 7 }],
  },
  plainData: JSON.parse('{ "__proto__": 1 }') as object,
  references: {
    host: { profile: 'xeon' },
    nic: { profile: '82600' },
    costs: { exit: 1 },
    sources: { 'costs.vm.exit': { source: 'me', provenance: 'assumed' } },
    vms: [{ name: 'vm' }, { name: 'vm' }, { name: 'idle' }],
    flows: [flow, { ...flow, toVms: 'none' }, { name: 'between', vms: 'vm', direction: 'vm-to-vm', traffic: poisson }],
    techniques: [{ name: 'virtio' }, { name: 'virtio' }],
  },
  applications: {
    vms: [
      { name: 'vm', application: { kind: 'data-plane' } },
      { name: 'router', application: { kind: 'kernel-forwarder' } },
      { name: 'server', application: { kind: 'request-server' } },
    ],
    flows: [
      { name: 'a', vms: 'vm', traffic: { kind: 'tcp-stream' } },
      { name: 'b', vms: 'vm', direction: 'forward', traffic: poisson },
      { name: 'c', vms: 'router', traffic: poisson },
      { name: 'd', vms: 'server', traffic: poisson },
    ],
  },
  placement: { host: { networkCores: 36 }, vms: [{ name: 'vm', placement: { kind: 'pinned', cores: [0, 99] } }] },
  techniques: { nic: { profile: '82598' }, techniques: [{ name: 'sriov' }, { name: 'direct' }, { name: 'vhost-user' }] },
  sweep: { method: axis('vms.0.cuont', 1) },
  values: { method: axis('vms.0.count', 1, 0, 5000) },
  constraints: {
    method: {
      ...axis('vms.0.count', 1, 2),
      constraints: [{ path: 'vms.0.count', op: '>', value: 9, if: [{ path: 'technique', op: '=', value: 'vhost-net' }] }],
    },
  },
  conditions: { method: { ...axis('vms.0.count', 1, 2), constraints: [{ path: 'technique', op: '<', value: 2 }] } },
  method: { method: { kind: 'dma-benchmark', costDraws: 1 } },
  measuring: { method: { kind: 'noisy-neighbour', noisyNeighbour: { neighbour: 'x', levelsPercent: [50, 40] }, scaling: {} } },
  stopping: {
    method: { stopping: { relativeHalfWidth: 0.05, minReplications: 5, maxReplications: 3, metrics: ['lossRatio', 'lossRatio'] } },
  },
  recordings: { flows: [{ ...flow, traffic: { kind: 'replay', recording: { gapsNs: '', frameBytes: '', durationNs: 1 } } }] },
  profiles: { profiles: [{ kind: 'nic', id: '82599', title: 'Mine', base: '82600', changes: {} }] },
};

describe('problems of a scenario', () => {
  it.each(Object.keys(bad))('are in the language that is spoken: %s', (part) => {
    const messages = speaking('en-XA', () =>
      checkScenario({ ...base, ...bad[part] }, testCatalogue).problems.map(({ message }) => message),
    );
    expect(messages).not.toEqual([]);
    expect(messages.filter((message) => !/^⟦.*⟧$/s.test(message))).toEqual([]);
  });

  it('have hints in the same language', () => {
    const { problems } = speaking('en-XA', () => checkScenario({ ...base, techniques: [{ name: 'sr-iov' }] }, testCatalogue));
    expect(problems[0]?.message).toContain('⟦ Díd yóú méán `sríóv`?');
  });

  it('are in the language that is spoken for a setting that is not there', () => {
    const refused = ['vms.0.cuont', 'vms.7.count', 'name.first', 'flows.0.traffic.burst'].map((path) =>
      speaking('en-XA', () => changeSetting(base, path, 1)),
    );
    expect(refused.map((change) => !change.ok && /^⟦.*⟧$/.test(change.message))).toEqual([true, true, true, true]);
  });
});
