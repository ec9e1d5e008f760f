import { describe, expect, it } from 'vitest';
import { testCatalogue } from '../../../shared/scenario/check.fixture.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { listSettingPaths } from '../../../shared/scenario/settings.ts';
import { withKind, withTrafficKind } from '../wizard/edits.ts';
import { withMethodKind } from '../wizard/method-kind.ts';
import { fieldGroups, matchingGroups } from './field-groups.ts';

const scenario = { ...newScenario(), techniques: [{ name: 'sriov' as const, options: {} }] };

function pathsOf(draft: unknown): string[] {
  return fieldGroups(draft, testCatalogue).flatMap(({ fields }) => fields.map(({ field }) => field.path));
}
function fieldAt(path: string, draft: unknown = scenario) {
  const found = fieldGroups(draft, testCatalogue)
    .flatMap(({ fields }) => fields)
    .find(({ field }) => field.path === path);
  if (!found) throw new Error(`no field ${path}`);
  return found;
}

describe('all fields of a scenario', () => {
  it('are grouped by host, NIC, VM group, flow, technique and method', () => {
    expect(fieldGroups(scenario, testCatalogue).map(({ title }) => title)).toEqual([
      'Scenario',
      'Host',
      'NIC',
      'VM group vm',
      'Flow incoming',
      'Technique SR-IOV (a virtual function for each VM)',
      'Method',
    ]);
  });

  it('hold every setting that a sweep could vary, but for the cost model, which stands with its costs, and options of other techniques', () => {
    const settings = listSettingPaths(scenario).filter((path) => path !== 'costModel' && !path.startsWith('techniques.'));
    expect(pathsOf(scenario)).toEqual(expect.arrayContaining(settings));
    expect(pathsOf(scenario).filter((path) => path.startsWith('techniques.0.options.'))).toHaveLength(4);
  });

  it('are those of the kinds that are chosen', () => {
    const pinned = withKind(withTrafficKind(scenario, 'flows.0.traffic', 'tcp-stream'), 'vms.0.placement', 'pinned');
    expect(pathsOf(pinned)).toEqual(expect.arrayContaining(['flows.0.traffic.windowKib', 'vms.0.placement.cores']));
    expect(pathsOf(pinned)).not.toContain('flows.0.traffic.load');
    expect(pathsOf(withMethodKind(scenario, 'fairness'))).toContain('method.fairness.loadPercent');
  });

  it('are found by words of their name, path, unit, help and group', () => {
    const found = (search: string) =>
      matchingGroups(fieldGroups(scenario, testCatalogue), search).flatMap(({ fields }) => fields.map(({ field }) => field.path));
    expect(found('nic DESCRIPTORS')).toEqual(['nic.ringDescriptors']);
    expect(found('GHz')).toEqual(['host.frequencyGhz']);
    expect(found('no such field')).toEqual([]);
  });
});

describe('the words of a field', () => {
  it('are a label, a unit and a help of its schema', () => {
    expect(fieldAt('nic.moderation.intervalUs').words).toMatchObject({
      label: 'Moderation interval',
      unit: 'µs',
      help: 'Shortest time between two interrupts of a vector (fixed), microseconds. Default: 50.',
    });
    expect(fieldAt('flows.0.traffic.load').words.unit).toBe('% of line rate');
    expect(fieldAt('vms.0.application.kind').words).toMatchObject({
      label: 'Application',
      help: 'What the guests run. Kernel stack and a socket application.',
    });
    expect(fieldAt('method.fairness.loadPercent', withMethodKind(scenario, 'fairness')).words).toMatchObject({
      label: 'Load of all together',
      unit: '% of the largest load',
    });
  });

  it('name the value of the profile with its source', () => {
    expect(fieldAt('nic.ringDescriptors').words).toMatchObject({ fallback: 512, source: { text: 'test', provenance: 'assumed' } });
    expect(fieldAt('host.cores').words).toMatchObject({ fallback: 36, source: { text: 'test', provenance: null } });
    expect(fieldAt('nic.propagationNs').words.source).toBeNull();
  });

  it('offer what can be chosen: not what comes with a capture only', () => {
    const values = (path: string) => fieldAt(path).words.options.map(({ value }) => value);
    expect(values('flows.0.traffic.kind')).not.toContain('replay');
    expect(values('flows.0.vms')).toEqual(['vm']);
    expect(values('nic.profile')).toEqual(['82599', '82598', 'connectx-5']);
  });
});
