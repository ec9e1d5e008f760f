import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';

const nic = (virtualFunctions: number) => {
  const number = (value: number) => ({ value, unit: '', source: 'test', provenance: 'assumed' as const });
  return {
    id: '82599',
    title: 'test NIC',
    lineRateGbps: number(10),
    packetRateLimitPps: number(1e7),
    receiveFifoBytes: number(1e5),
    ringDescriptors: number(512),
    queuePairs: number(8),
    vmdqPools: number(8),
    virtualFunctions: number(virtualFunctions),
    embeddedSwitchPps: number(1e7),
    pcieGeneration: number(3),
    pcieLanes: number(8),
  };
};
const catalogue = {
  hostProfiles: [{ id: 'xeon-e5-2697v4', title: 'test host', costModel: 'kvm-2017', cores: 8, frequencyGhz: 2, source: 'test' }],
  nicProfiles: [nic(4)],
  costModels: [{ id: 'kvm-2017', title: 'test costs', machine: 'test', frequencyGhz: 2, year: 2017, parameters: [] }],
};
const good = {
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 10 } }],
  techniques: [{ name: 'sriov' }],
};
const pathsOf = (input: unknown) => readScenario(input, catalogue).problems.map(({ path }) => path);

describe('a scenario', () => {
  it('is read with its defaults', () => {
    const { scenario, problems } = readScenario(good, catalogue);
    expect(problems).toEqual([]);
    expect(scenario?.method.replications).toBe(5);
  });

  for (const [what, input, path] of [
    ['an unknown field', { ...good, vms: [{ name: 'vm', vcpu: 2 }] }, 'vms.0.vcpu'],
    ['a negative load', { ...good, flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: -1 } }] }, 'flows.0.traffic.load'],
    ['a VM pinned to no core', { ...good, vms: [{ name: 'vm', placement: { kind: 'pinned', cores: [] } }] }, 'vms.0.placement.cores'],
    [
      'a core that the host does not have',
      { ...good, vms: [{ name: 'vm', placement: { kind: 'pinned', cores: [8] } }] },
      'vms.0.placement.cores',
    ],
    ['network cores that leave none for guests', { ...good, host: { networkCores: 8 } }, 'vms.0.placement'],
    ['more VMs than the NIC has virtual functions', { ...good, vms: [{ name: 'vm', count: 5 }] }, 'techniques.0'],
    ['an unknown NIC', { ...good, nic: { profile: 'x' } }, 'nic.profile'],
    ['a cost that does not exist', { ...good, costs: { 'vm.exite': 1 } }, 'costs.vm.exite'],
    ['a flow to a group that does not exist', { ...good, flows: [{ ...good.flows[0], vms: 'wm' }] }, 'flows.0.vms'],
    ['VM to VM without receivers', { ...good, flows: [{ ...good.flows[0], direction: 'vm-to-vm' }] }, 'flows.0.toVms'],
    ['forwarding by VMs that do not forward', { ...good, flows: [{ ...good.flows[0], direction: 'forward' }] }, 'flows.0.direction'],
    [
      'a sweep of something that is no number',
      { ...good, method: { sweep: [{ path: 'vms.0.name', values: [1] }] } },
      'method.sweep.0.path',
    ],
  ] as const) {
    it(`is refused for ${what}, at ${path}`, () => {
      expect(readScenario(input, catalogue).scenario).toBeNull();
      expect(pathsOf(input)).toEqual([path]);
    });
  }
});
