import { describe, expect, it } from 'vitest';
import { testCatalogue } from './check.fixture.ts';
import { checkScenario } from './check.ts';
import { newScenario } from './defaults.ts';
import { scenarioSchema } from './schema.ts';

const poisson = { kind: 'poisson' };
const receive = { name: 'in', vms: 'vm', traffic: poisson };
const base = { vms: [{ name: 'vm', count: 2 }], flows: [receive], techniques: [{ name: 'vhost-net' }] };

const check = (changes: object) => checkScenario({ ...base, ...changes }, testCatalogue);
const lines = (changes: object) => check(changes).problems.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);

/** The one problem of the changed base scenario. */
function only(changes: object): { severity: string; path: string; message: string } {
  const { problems, scenario } = check(changes);
  expect(problems, JSON.stringify(problems)).toHaveLength(1);
  const [problem] = problems;
  if (!problem) throw new Error('no problem');
  expect(scenario === null).toBe(problem.severity === 'error');
  return problem;
}

const vm = (changes: object) => ({ vms: [{ name: 'vm', ...changes }] });
const flow = (changes: object) => ({ flows: [{ ...receive, ...changes }] });
const sweep = (path: string, values: number[], more: object = {}) => ({ method: { kind: 'sweep', sweep: [{ path, values }] }, ...more });

describe('a valid scenario', () => {
  it('comes back with its defaults and no problem', () => {
    const { problems, scenario } = check({});
    expect(problems).toEqual([]);
    expect(scenario).toEqual(scenarioSchema.parse(base));
  });

  it('is what a new scenario is', () => {
    const { problems, scenario } = checkScenario(newScenario(), testCatalogue);
    expect(problems).toEqual([]);
    expect(scenario).toEqual(newScenario());
  });
});

describe('the schema in words', () => {
  it.each([
    ['an unknown field', vm({ vcpu: 2 }), 'vms.0.vcpu', 'Unknown field `vcpu`. Did you mean `vcpus`?'],
    ['an unknown field of the traffic', flow({ traffic: { ...poisson, lod: 3 } }), 'flows.0.traffic.lod', 'Did you mean `load`?'],
    ['a field nothing resembles', { zzzzzzzzzz: 1 }, 'zzzzzzzzzz', 'Unknown field `zzzzzzzzzz`. Allowed: `format`'],
    ['a number below the range', vm({ count: 0 }), 'vms.0.count', '`count` is 0, too small: give a whole number from 1 to 1024.'],
    [
      'a number above the range, with its unit',
      { nic: { lineRateGbps: 1e6 } },
      'nic.lineRateGbps',
      '`lineRateGbps` is 1000000, too large: give a number from 0.01 to 800 (Gbit/s).',
    ],
    ['a fraction where a whole number is due', vm({ count: 1.5 }), 'vms.0.count', '`count` is 1.5: give a whole number from 1 to 1024.'],
    ['text where a number is due', vm({ count: 'two' }), 'vms.0.count', '`count` is "two": give a whole number'],
    ['NaN', vm({ count: Number.NaN }), 'vms.0.count', '`count` is NaN: give a whole number'],
    ['Infinity', flow({ traffic: { ...poisson, load: Infinity } }), 'flows.0.traffic.load', '`load` is Infinity: give a number'],
    ['a misspelt technique', { techniques: [{ name: 'sr-iov' }] }, 'techniques.0.name', '`name` is "sr-iov". Did you mean `sriov`?'],
    ['a misspelt kind of traffic', flow({ traffic: { kind: 'poison' } }), 'flows.0.traffic.kind', 'Did you mean `poisson`?'],
    [
      'traffic without a kind',
      flow({ traffic: {} }),
      'flows.0.traffic.kind',
      '`kind` is missing: give one of constant, poisson, on-off, fitted, replay, request-response, tcp-stream.',
    ],
    ['a missing list', { vms: undefined }, 'vms', '`vms` is missing: give a list of 1 to 64 items.'],
    ['an empty list', { techniques: [] }, 'techniques', '`techniques` is empty: give a list of 1 to 32 items.'],
    ['a value of several kinds', { method: { warmup: 'auto' } }, 'method.warmup', '"automatic" or a number from 0 to 600000'],
    ['a page size that does not exist', { host: { iommu: { pageKib: 8 } } }, 'host.iommu.pageKib', '4 or 2048 or 1048576 (KiB)'],
    ['a bad name', { vms: [{ name: '!' }] }, 'vms.0.name', 'A name starts with a letter or digit'],
    ['another version', { version: 2 }, 'version', '`version` is 2. Allowed: `1`.'],
  ])('says what is wrong with %s', (_, changes, path, message) => {
    const problem = check(changes).problems[0];
    expect(problem?.path).toBe(path);
    expect(problem?.message).toContain(message);
    expect(check(changes).scenario).toBeNull();
  });

  it('reports every problem, not only the first', () => {
    expect(
      check({ vms: [{ name: 'vm', vcpu: 1, count: 0 }], name: 3 })
        .problems.map(({ path }) => path)
        .sort(),
    ).toEqual(['name', 'vms.0.count', 'vms.0.vcpu']);
  });

  it.each([[null], [undefined], [3], ['text'], [[]], [() => 1]])('refuses %s as a whole', (input) => {
    expect(checkScenario(input, testCatalogue)).toMatchObject({ scenario: null, problems: [{ path: '', severity: 'error' }] });
  });

  it('refuses a __proto__ key wherever it stands', () => {
    for (const text of ['{"__proto__":{"name":"x"}}', '{"costs":{"__proto__":1}}', '{"vms":[{"__proto__":{}}]}']) {
      const { problems, scenario } = checkScenario(JSON.parse(text), testCatalogue);
      expect(scenario).toBeNull();
      expect(problems[0]?.path).toMatch(/__proto__$/);
    }
  });

  it('refuses huge and bottomless input at once', () => {
    const huge = check({ vms: Array.from({ length: 60_000 }, () => ({ name: 'vm' })) });
    expect(huge.problems).toMatchObject([{ severity: 'error' }]);
    expect(huge.problems[0]?.message).toContain('More than');
    const ring: Record<string, unknown> = {};
    ring['host'] = ring;
    expect(checkScenario(ring, testCatalogue).problems[0]?.message).toContain('Nested deeper');
  });
});

describe('names', () => {
  it('are known profiles and costs', () => {
    expect(only({ host: { profile: 'xeon-e5-2697' } })).toMatchObject({ path: 'host.profile', severity: 'error' });
    expect(only({ nic: { profile: '82589' } }).message).toBe('There is no NIC profile "82589". Did you mean `82599`?');
    expect(only({ costModel: 'kvm-2107' })).toMatchObject({ path: 'costModel', severity: 'error' });
    expect(only({ costs: { 'vm.exits': 1 } })).toMatchObject({ path: 'costs.vm.exits' });
    expect(only({ costs: { 'vm.exits': 1 } }).message).toContain('Did you mean `vm.exit`?');
    expect(check({ costs: { 'vm.exit': 1 } }).problems).toEqual([]);
  });

  it('are sources of values that the scenario has, within their range', () => {
    const source = { provenance: 'measured', source: 'Measured on a host.', low: 1, high: 3 } as const;
    expect(check({ costs: { 'vm.exit': 2 }, sources: { 'costs.vm.exit': source } }).problems).toEqual([]);
    expect(only({ costs: { 'vm.exit': 4 }, sources: { 'costs.vm.exit': source } })).toMatchObject({
      path: 'sources.costs.vm.exit',
      severity: 'error',
      message: 'costs.vm.exit is 4, outside its range from 1 to 3: correct the value or the range.',
    });
    expect(only({ sources: { 'costs.vm.exit': source } })).toMatchObject({ path: 'sources.costs.vm.exit', severity: 'warning' });
  });

  it('warn of costs from another era than the host', () => {
    expect(only({ costModel: 'xen-2006' })).toMatchObject({ path: 'costModel', severity: 'warning' });
  });

  it('differ among groups, flows and techniques', () => {
    expect(only({ vms: [{ name: 'vm' }, { name: 'vm' }] }).path).toBe('vms.1.name');
    expect(only({ flows: [receive, receive] }).path).toBe('flows.1.name');
    const twice = [{ name: 'vmdq' }, { name: 'vmdq', options: { dataPlacement: 'copy' } }];
    expect(only({ techniques: twice }).path).toBe('techniques.1.label');
    expect(check({ techniques: [twice[0], { ...twice[1], label: 'vmdq with copy' }] }).problems).toEqual([]);
  });
});

describe('flows', () => {
  it('name a group that exists', () => {
    expect(lines(flow({ vms: 'vn' }))[0]).toBe('error flows.0.vms: There is no VM group "vn". Did you mean `vm`?');
    expect(only(flow({ direction: 'vm-to-vm', toVms: 'wm' })).path).toBe('flows.0.toVms');
  });

  it('from VM to VM have a receiver other than the sender', () => {
    expect(only(flow({ direction: 'vm-to-vm' })).path).toBe('flows.0.toVms');
    expect(check(flow({ direction: 'vm-to-vm', toVms: 'vm' })).problems).toEqual([]);
    expect(only({ ...vm({}), ...flow({ direction: 'vm-to-vm', toVms: 'vm' }) }).message).toContain('send to itself');
    expect(only(flow({ toVms: 'vm' })).severity).toBe('warning');
  });

  it('are forwarded by forwarders, which take nothing else', () => {
    const router = vm({ application: { kind: 'kernel-forwarder' } });
    expect(only(flow({ direction: 'forward' })).path).toBe('flows.0.direction');
    expect(only(router).path).toBe('flows.0.direction');
    expect(check({ ...router, ...flow({ direction: 'forward' }) }).problems).toEqual([]);
    expect(only({ ...router, ...flow({ direction: 'forward', traffic: { kind: 'tcp-stream' } }) }).path).toBe('flows.0.traffic.kind');
  });

  it('are moved by data planes, which have no stack and either forward or drop', () => {
    const plane = vm({ application: { kind: 'data-plane', implementation: 'xdp' } });
    for (const direction of ['receive', 'forward', 'transmit']) expect(check({ ...plane, ...flow({ direction }) }).problems).toEqual([]);
    expect(only({ ...plane, ...flow({ traffic: { kind: 'tcp-stream' } }) }).message).toContain('without a stack');
    const both = [...flow({ direction: 'forward' }).flows, ...flow({ name: 'other' }).flows];
    expect(only({ ...plane, flows: both })).toMatchObject({ path: 'flows.1.direction', severity: 'error' });
  });

  it('bring requests to request servers', () => {
    const server = vm({ application: { kind: 'request-server' } });
    const asking = { traffic: { kind: 'request-response' } };
    expect(only(flow(asking)).message).toContain('request-server');
    expect(check({ ...server, ...flow(asking) }).problems).toEqual([]);
    expect(only({ ...server, ...flow({ ...asking, direction: 'transmit' }) }).path).toBe('flows.0.direction');
    expect(only(server)).toMatchObject({ severity: 'warning', path: 'flows.0.traffic.kind' });
  });

  it('leave no group idle without a warning', () => {
    expect(only({ vms: [{ name: 'vm' }, { name: 'idle' }] })).toMatchObject({ severity: 'warning', path: 'vms.1.name' });
  });
});

describe('placement', () => {
  const pinned = (cores: number[]) => vm({ placement: { kind: 'pinned', cores } });

  it('gives every VM a core that the host has', () => {
    expect(only(pinned([]))).toMatchObject({ path: 'vms.0.placement.cores', severity: 'error' });
    expect(only(pinned([36])).message).toContain('cores 0 to 35');
    expect(only(pinned([1]))).toMatchObject({ path: 'vms.0.placement.cores', severity: 'warning' });
    expect(check(pinned([4, 35])).problems).toEqual([]);
  });

  it('leaves a core for the guests', () => {
    expect(only({ host: { cores: 4, networkCores: 4 } })).toMatchObject({ path: 'host.networkCores', severity: 'error' });
    expect(check({ host: { cores: 5, networkCores: 4 } }).problems).toEqual([]);
  });

  it('warns where polling guests share cores', () => {
    const routers = vm({ count: 4, application: { kind: 'poll-forwarder' } });
    expect(only({ host: { cores: 6 }, ...routers, ...flow({ direction: 'forward' }) })).toMatchObject({ path: 'vms', severity: 'warning' });
  });
});

describe('technique limits', () => {
  const techniques = (...names: string[]) => ({ techniques: names.map((name) => ({ name })) });

  it('are errors at the setting that lifts them when no technique is left', () => {
    expect(only({ ...techniques('direct'), ...vm({ count: 8 }) })).toMatchObject({
      severity: 'error',
      path: 'nic.ports',
      message: '8 VMs but 1 NIC: direct assignment gives each VM a NIC of its own; set nic.ports to 8, use fewer VMs, or pick sriov.',
    });
    expect(only({ ...techniques('sriov'), nic: { profile: '82598' } }).path).toBe('nic.profile');
    expect(only({ ...techniques('sriov'), nic: { virtualFunctions: 64 } }).path).toBe('nic.virtualFunctions');
    expect(only({ ...techniques('sriov'), nic: { virtualFunctions: 1 } }).message).toContain('set nic.virtualFunctions to 2');
    expect(only({ ...techniques('sriov'), ...vm({ count: 64 }) }).path).toBe('vms.0.count');
    expect(only({ ...techniques('vmdq'), ...vm({ count: 65 }) }).path).toBe('vms.0.count');
    expect(only({ ...techniques('vmdq'), nic: { profile: 'connectx-5' } }).path).toBe('nic.profile');
    expect(only({ ...techniques('sriov'), ...vm({ count: 40, vcpus: 4 }) }).path).toBe('vms.0.vcpus');
  });

  it('refuse more virtual functions than the NIC has even when other techniques remain', () => {
    const problem = { severity: 'error', path: 'nic.virtualFunctions' };
    expect(only({ ...techniques('virtio', 'sriov'), nic: { virtualFunctions: 64 } })).toMatchObject(problem);
    expect(only({ ...techniques('virtio'), nic: { profile: '82598', virtualFunctions: 1 } }).message).toContain('no SR-IOV');
  });

  it('count VMs on each port', () => {
    expect(check({ ...techniques('sriov'), nic: { ports: 2 }, ...vm({ count: 126 }) }).problems).toEqual([]);
    expect(check({ ...techniques('direct'), nic: { ports: 2 } }).problems).toEqual([]);
  });

  it('are warnings at the technique when others remain', () => {
    const { problems, scenario } = check({ ...techniques('vhost-net', 'direct'), ...vm({ count: 8 }) });
    expect(problems).toMatchObject([{ severity: 'warning', path: 'techniques.1' }]);
    expect(scenario).not.toBeNull();
  });

  it('are warnings when a sweep reaches them at some values, errors at all', () => {
    const some = only({ ...techniques('sriov'), ...sweep('vms.0.count', [1, 63, 64]) });
    expect(some).toMatchObject({ severity: 'warning', path: 'techniques.0' });
    expect(some.message).toContain('where vms.0.count is 64');
    expect(only({ ...techniques('sriov'), ...sweep('vms.0.count', [64, 80]) }).severity).toBe('error');
  });

  it('warn of worker cores that the host does not set apart, and of a poll-mode switch without a core', () => {
    expect(only({ techniques: [{ name: 'vhost-user', options: { workerCores: 5 } }] }).path).toBe('techniques.0.options.workerCores');
    expect(only({ ...techniques('vhost-user'), host: { networkCores: 0 } })).toMatchObject({ severity: 'warning', path: 'techniques.0' });
  });
});

describe('sweeps', () => {
  it('vary numbers that exist, given or left out, and costs', () => {
    for (const path of [
      'flows.0.traffic.load',
      'vms.0.count',
      'nic.virtualFunctions',
      'host.frequencyGhz',
      'costs.vm.exit',
      'method.durationMs',
    ])
      expect(check(sweep(path, [1, 2])).problems, path).toEqual([]);
  });

  it.each([
    ['flows.0.trafic.load', 'Did you mean `flows.0.traffic.load`?'],
    ['flows.3.traffic.load', 'Did you mean `flows.0.traffic.load`?'],
    ['vms.0.name', 'has no setting at'],
    ['method.replications', 'has no setting at'],
    ['costs.vm.exits', 'Did you mean `costs.vm.exit`?'],
    ['__proto__.x', 'has no setting at'],
  ])('refuse the path %s', (path, message) => {
    const problem = only(sweep(path, [1]));
    expect(problem.path).toBe('method.sweep.0.path');
    expect(problem.message).toContain(message);
  });

  it('refuse values that make the scenario invalid, each at its place', () => {
    const { problems } = check(sweep('vms.0.count', [1, 0, 2, 1.5]));
    expect(problems.map(({ path }) => path)).toEqual(['method.sweep.0.values.1', 'method.sweep.0.values.3']);
    expect(problems[0]?.message).toBe('vms.0.count cannot be 0: `count` is 0, too small: give a whole number from 1 to 1024.');
    expect(only(sweep('host.cores', [8, 4])).path).toBe('method.sweep.0.values.1');
    expect(only(sweep('costs.vm.exit', [-1])).path).toBe('method.sweep.0.values.0');
  });

  it('have axes, each once, and a size that can be run', () => {
    expect(only({ method: { kind: 'sweep' } }).path).toBe('method.sweep');
    expect(only({ method: { sweep: [{ path: 'vms.0.count', values: [1] }] } })).toMatchObject({ severity: 'warning', path: 'method.kind' });
    const axis = { path: 'vms.0.count', values: [1] };
    expect(only({ method: { kind: 'sweep', sweep: [axis, axis] } }).path).toBe('method.sweep.1.path');
    const many = Array.from({ length: 1000 }, (_, index) => index + 1);
    const axes = ['vms.0.count', 'costs.vm.exit'].map((path) => ({ path, values: many }));
    expect(only({ method: { kind: 'sweep', sweep: axes } }).message).toContain('1000000 points; a run has at most 50000');
  });
});
