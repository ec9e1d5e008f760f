import { describe, expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { measuringKinds } from '../../../shared/scenario/method-goals.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { valueAt } from './draft-path.ts';
import { goalFields } from './goal-fields.ts';
import { withMethodKind } from './method-kind.ts';

describe('choosing a method', () => {
  it.each(measuringKinds)('%s brings its goals, and each field of them is a field of the scenario', (kind) => {
    const chosen = scenarioSchema.parse(withMethodKind(newScenario(), kind));
    expect(chosen.method.kind).toBe(kind);
    for (const { path, control } of goalFields(kind)) {
      const parsed = valueAt(chosen, path.slice(0, path.lastIndexOf('.')));
      expect(parsed, path).toBeTypeOf('object');
      if (control === 'number' && !path.endsWith('maximumLoadPps')) expect(valueAt(chosen, path), path).toBeTypeOf('number');
    }
  });

  it('takes away the goals of the method before, and keeps what was set of its own', () => {
    const first = withMethodKind(newScenario(), 'mlrsearch');
    const other = withMethodKind(first, 'fairness');
    expect([valueAt(other, 'method.mlrSearch'), valueAt(other, 'method.fairness')]).toEqual([undefined, {}]);
    expect(valueAt(withMethodKind(other, 'fixed-load'), 'method.trials')).toBeUndefined();
  });

  it('takes away a sweep over loads, which the method finds, and keeps others', () => {
    const sweep = [
      { path: 'flows.0.traffic.load', values: [1, 2] },
      { path: 'vms.0.count', values: [1, 2] },
    ];
    const draft = { ...newScenario(), method: { kind: 'sweep', sweep } };
    expect(valueAt(withMethodKind(draft, 'mlrsearch'), 'method.sweep')).toEqual([sweep[1]]);
    expect(valueAt(withMethodKind(draft, 'fixed-load'), 'method.sweep')).toEqual([]);
  });
});
