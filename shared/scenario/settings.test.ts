import { describe, expect, it } from 'vitest';
import { newScenario } from './defaults.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import { applySetting, listNumericPaths, readSetting } from './settings.ts';
import { editDistance, nearest } from './suggestion.ts';

describe('applySetting', () => {
  it('changes one number and leaves the original alone', () => {
    const scenario = Object.freeze(newScenario());
    const changed = applySetting(scenario, 'vms.0.count', 5);
    expect([readSetting(changed, 'vms.0.count'), readSetting(scenario, 'vms.0.count')]).toEqual([5, 8]);
    expect(applySetting(changed, 'vms.0.count', 8)).toEqual(scenario);
    expect(changed.flows).toBe(scenario.flows);
  });

  it('takes all of a cost’s name as one key', () => {
    const changed = applySetting(newScenario(), 'costs.vm.exit', 99);
    expect(changed.costs).toEqual({ 'vm.exit': 99 });
    expect(readSetting(changed, 'costs.vm.exit')).toBe(99);
  });

  it('lose the source of the value before', () => {
    const source = { provenance: 'measured', source: 'Measured on a host.' } as const;
    const sources = { 'costs.vm.exit': source, 'costs.host.bridge': source };
    const scenario = { ...newScenario(), costs: { 'vm.exit': 1, 'host.bridge': 2 }, sources };
    const changed = applySetting(scenario, 'costs.vm.exit', 99);
    expect(changed.sources).toEqual({ 'costs.host.bridge': source });
    expect(applySetting(changed, 'costs.host.bridge', 3).sources).toBeUndefined();
    expect(scenario.sources).toBe(sources);
    expect(listNumericPaths(scenario).filter((path) => path.startsWith('sources'))).toEqual([]);
  });

  it('sets a number that was left out', () => {
    expect(applySetting(newScenario(), 'host.frequencyGhz', 3).host.frequencyGhz).toBe(3);
  });

  it.each(['', 'vms.7.count', 'vms.x.count', 'nowhere.at.all', '__proto__.polluted', 'name.length', 'vms.0.__proto__'])(
    'refuses the path "%s"',
    (path) => {
      expect(() => applySetting(newScenario(), path, 1)).toThrow('has no setting');
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );
});

describe('readSetting', () => {
  it('finds single values only', () => {
    const scenario = newScenario();
    expect(readSetting(scenario, 'flows.0.traffic.load')).toBe(80);
    expect(readSetting(scenario, 'nic.moderation.kind')).toBe('adaptive');
    expect(['flows', 'vms.9.count', 'constructor.length', ''].map((path) => readSetting(scenario, path))).toEqual(Array(4).fill(undefined));
  });
});

describe('listNumericPaths', () => {
  it('lists given and left-out numbers of the chosen alternatives, and nothing that organises the run', () => {
    const paths = listNumericPaths(applySetting(newScenario(), 'costs.vm.exit', 1));
    expect(paths).toEqual(
      expect.arrayContaining([
        'vms.0.count',
        'vms.0.rateLimitMbps',
        'flows.0.traffic.size.frameBytes',
        'costs.vm.exit',
        'host.iommu.pageKib',
      ]),
    );
    for (const path of ['version', 'method.seed', 'method.replications', 'flows.0.traffic.onUs', 'vms.0.name'])
      expect(paths).not.toContain(path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('lists only paths that can be applied', () => {
    const scenario = newScenario();
    for (const path of listNumericPaths(scenario)) expect(readSetting(applySetting(scenario, path, 7), path), path).toBe(7);
  });
});

describe('the JSON Schema', () => {
  it('describes the input: what has a default may be left out', () => {
    const schema = scenarioJsonSchema();
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false, required: ['techniques'] });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

describe('suggestions', () => {
  it('find the nearest word, whatever its case and hyphens', () => {
    expect(nearest('vcpu', ['count', 'vcpus', 'weight'])).toBe('vcpus');
    expect(nearest('vHostNet', ['vhost-user', 'vhost-net'])).toBe('vhost-net');
    expect(nearest('banana', ['count', 'vcpus'])).toBeNull();
    expect(nearest('x'.repeat(10_000), ['count'])).toBeNull();
  });

  it('count insertions, deletions and replacements', () => {
    expect([editDistance('kitten', 'sitting'), editDistance('', 'abc'), editDistance('same', 'same')]).toEqual([3, 3, 0]);
  });
});
