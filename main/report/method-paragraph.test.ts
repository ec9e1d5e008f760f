import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { methodParagraph } from './method-paragraph.ts';
import { loadPath, runOf, scenarioOf } from './run.fixture.ts';

const paragraphOf = (changes: Partial<ScenarioInput> = {}, loads: readonly number[] = []) =>
  methodParagraph(runOf(scenarioOf(changes), loads));
const two = [{ name: 'native' }, { name: 'sriov', label: 'VF' }] as const;

describe('the method paragraph', () => {
  it('names host, NIC, engine, techniques by their labels, and the cost model', () => {
    const text = paragraphOf({ techniques: [...two] });
    expect(text).toMatch(/^The network I\/O of 8 virtual machines on one host \(.+; NIC: .+\) was simulated packet by packet with IOVLab /);
    expect(text).toContain('(engine 9.8.7), a discrete-event model, under native and VF.');
    expect(text).toMatch(/Costs are those of .+\./);
  });

  it('counts points, replications and simulated time, and names the seed', () => {
    expect(paragraphOf({ techniques: [...two], method: { seed: 12, replications: 5, durationMs: 20 } })).toContain(
      'Each of 2 points was simulated 5 times for 20 ms with independent random streams of seed 12, the same for all techniques (common random numbers)',
    );
    expect(paragraphOf({ techniques: [{ name: 'native' }] })).toContain('Each of 1 point was simulated');
  });

  it('says how the warm-up was left out, and where the intervals come from', () => {
    expect(paragraphOf({ method: { warmup: 'automatic' } })).toContain('the warm-up was found by MSER-5 and left out.');
    expect(paragraphOf({ method: { warmup: 2.5, replications: 3 } })).toContain('the first 2.5 ms were left out as warm-up.');
    expect(paragraphOf({ method: { replications: 3 } })).toContain('Intervals are 95 % confidence intervals by Student’s t');
    expect(paragraphOf({ method: { replications: 1 } })).toContain('A single replication gives no confidence intervals.');
  });

  it('says of the load that it is the scenario’s, found by a method, or varied', () => {
    expect(paragraphOf()).toContain('The load is that of the scenario.');
    expect(paragraphOf({ method: { kind: 'rfc2544-throughput' } })).toMatch(/The load of each point was found by .+\./);
    const swept = paragraphOf({ method: { kind: 'sweep', sweep: [{ path: loadPath, values: [20, 80] }] } }, [20, 80]);
    expect(swept).toContain('These settings were varied: Offered load, % of line rate (2 values).');
    expect(swept).not.toContain('The load is that of the scenario.');
    const other = paragraphOf({ method: { kind: 'sweep', sweep: [{ path: 'vms.0.count', values: [1, 2] }] } });
    expect(other).toContain('The load is that of the scenario. These settings were varied: ');
  });

  it('tells costs that were set by hand from those that were measured or fitted', () => {
    expect(paragraphOf({ costs: { 'vm.exit': 1234 } })).toContain(', 1 of them set by hand.');
    const sources = { 'costs.vm.exit': { provenance: 'derived' as const, source: 'Fitted on a host.' } };
    const both = paragraphOf({ costs: { 'vm.exit': 1234, 'host.bridge': 900 }, sources });
    expect(both).toContain(', 1 of them measured or fitted (Parameters and their sources), 1 of them set by hand.');
    const value = { value: 1234, provenance: 'published' as const, source: 'Somebody, 2012' };
    const profiles = [{ kind: 'costs' as const, id: 'mine', title: 'Mine', base: 'kvm-2017', changes: { 'vm.exit': value } }];
    const own = paragraphOf({ costModel: 'mine', profiles });
    expect(own).toContain('Costs are those of Mine, 1 of them of other sources (Parameters and their sources).');
  });
});
