import { describe, expect, it } from 'vitest';
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import { scenarioSchema, trafficSchema } from '../../../shared/scenario/schema.ts';
import { valueAt } from './draft-path.ts';
import {
  asTrafficKind,
  withCost,
  withDirection,
  withDuplicate,
  withNewFlow,
  withNewVmGroup,
  withTechnique,
  withTechniqueVariant,
  withVmGroupName,
} from './edits.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';

const draft = newScenario();

describe('edits of a draft', () => {
  it('starts from a scenario that is valid', () => {
    expect(scenarioSchema.safeParse(draft).success).toBe(true);
  });

  it('keeps a valid scenario valid through added groups, flows and variants', () => {
    const edited = withTechniqueVariant(withDuplicate(withNewFlow(withNewVmGroup(withNewVmGroup(draft))), 'vms', 0), 0);
    const parsed = scenarioSchema.parse(edited);
    expect(new Set(parsed.vms.map(({ name }) => name)).size).toBe(parsed.vms.length);
    expect(new Set(parsed.techniques.map(({ name, label }) => label ?? name)).size).toBe(parsed.techniques.length);
  });

  it('renames a group in the flows that use it', () => {
    const two = withNewVmGroup(draft);
    const renamed = withVmGroupName(withNewFlow(two), 0, 'web');
    expect(valueAt(renamed, 'vms.0.name')).toBe('web');
    expect(valueAt(renamed, 'flows.0.vms')).toBe('web');
  });

  it('leaves flows alone while two groups bear the same name', () => {
    const same = withVmGroupName(withNewVmGroup(draft), 1, String(valueAt(draft, 'vms.0.name')));
    expect(valueAt(withVmGroupName(same, 1, 'db'), 'flows.0.vms')).toBe(valueAt(draft, 'vms.0.name'));
  });

  it('gives a flow between VMs a receiver, and only that', () => {
    const between = withDirection(withNewVmGroup(draft), 0, 'vm-to-vm');
    expect(valueAt(between, 'flows.0.toVms')).toBe(valueAt(between, 'vms.1.name'));
    expect(valueAt(withDirection(between, 0, 'receive'), 'flows.0')).not.toHaveProperty('toVms');
  });

  it('keeps load and size from one open-loop kind to another', () => {
    const poisson = trafficSchema.parse({ kind: 'poisson', load: 80, size: { kind: 'imix' } });
    expect(asTrafficKind(poisson, 'on-off')).toMatchObject({ kind: 'on-off', load: 80, size: { kind: 'imix' }, onUs: 500 });
  });

  it('gives closed-loop traffic nothing that it does not know', () => {
    const poisson = trafficSchema.parse({ kind: 'poisson', load: 80 });
    expect(trafficSchema.safeParse(asTrafficKind(poisson, 'tcp-stream')).success).toBe(true);
  });

  it('takes techniques in and out in the order of the catalogue', () => {
    const none = techniqueNames.reduce<unknown>((result, name) => withTechnique(result, name, false, techniqueNames), draft);
    const chosen = (['sriov', 'native', 'virtio'] as const).reduce<unknown>(
      (result, name) => withTechnique(result, name, true, techniqueNames),
      none,
    );
    expect((valueAt(chosen, 'techniques') as { name: string }[]).map(({ name }) => name)).toEqual(['native', 'virtio', 'sriov']);
  });

  it('sets a cost and takes it back', () => {
    const set = withCost(draft, 'vm.exit', 1500);
    expect(scenarioSchema.parse(set).costs).toEqual({ 'vm.exit': 1500 });
    expect(valueAt(withCost(set, 'vm.exit', undefined), 'costs')).toEqual({});
  });

  it('takes the source of a cost out when its value is set', () => {
    const source = { provenance: 'measured', source: 'Measured on a host.' };
    const found = {
      ...draft,
      costs: { 'vm.exit': 1, 'host.bridge': 2 },
      sources: { 'costs.vm.exit': source, 'costs.host.bridge': source },
    };
    const set = withCost(found, 'vm.exit', 1500);
    expect(valueAt(set, 'sources')).toEqual({ 'costs.host.bridge': source });
    expect(scenarioSchema.parse(withCost(set, 'host.bridge', undefined)).sources).toBeUndefined();
  });
});
