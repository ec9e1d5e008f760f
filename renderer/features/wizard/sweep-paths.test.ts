import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { withAppended, withValueAt } from './draft-path.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { listSettingPaths } from '../../../shared/scenario/settings.ts';
import { newAxis, sweepPaths, withPath } from './sweep-paths.ts';

const draft = newScenario();

describe('settings to sweep', () => {
  it('offers settings that the schema knows as numbers', () => {
    for (const { value } of sweepPaths(draft, []).filter(({ group }) => group !== 'Words and switches')) {
      const issues = scenarioSchema.safeParse(withValueAt(draft, String(value), 1)).error?.issues ?? [];
      // 1 may be below the range of a setting, but it must be a setting, and a number.
      expect(
        issues.filter(({ code }) => code !== 'too_small'),
        String(value),
      ).toEqual([]);
    }
  });

  it('offers words and switches that can be swept as they are', () => {
    const known = listSettingPaths(draft);
    const words = sweepPaths(draft, []).filter(({ group }) => group === 'Words and switches');
    expect(words.length).toBeGreaterThan(5);
    for (const { value } of words) expect(known).toContain(value);
    expect(newAxis(withAppended(draft, 'method.sweep', { path: 'x' }), words)).toEqual({
      path: 'nic.profile',
      values: [draft.nic.profile],
    });
  });

  it('offers only what the traffic has', () => {
    const paths = sweepPaths(withValueAt(draft, 'flows.0.traffic', { kind: 'tcp-stream', connections: 2 }), []).map(({ value }) => value);
    expect(paths).toContain('flows.0.traffic.connections');
    expect(paths).not.toContain('flows.0.traffic.load');
  });

  it('starts with the load and goes on with the next setting', () => {
    const paths = sweepPaths(draft, []);
    const first = newAxis(draft, paths);
    expect(first).toEqual({ path: 'flows.0.traffic.load', values: [10, 25, 50, 75, 100] });
    expect(newAxis(withAppended(draft, 'method.sweep', first), paths).path).toBe('flows.0.traffic.size.frameBytes');
  });

  it('keeps a path that was set by hand among the choices', () => {
    expect(withPath([], 'costs.vm.exit')[0]?.value).toBe('costs.vm.exit');
  });
});
