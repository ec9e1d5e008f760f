/** What was done, as a paragraph that can stand in a paper. */
import { findCostModel } from '../engine/costs/models.ts';
import { findHostProfile } from '../engine/costs/host-profiles.ts';
import { findNicProfile } from '../engine/costs/nic-profiles.ts';
import { settingTitle } from '../../shared/charts/setting-name.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { methodTitles } from '../../shared/scenario/method-titles.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { replicationsText } from '../../shared/scenario/stopping.ts';
import { sweptAxes } from '../../shared/scenario/swept-axes.ts';
import { digits } from '../../shared/units.ts';
import { applicationVersion } from './run-facts.ts';

export function methodParagraph({ scenario, engineVersion, seed, points }: RunResult): string {
  const { method, costs } = scenario;
  const changed = Object.keys(costs).length;
  const model = findCostModel(scenario.costModel)?.title ?? scenario.costModel;
  return [
    `The network I/O of ${hostWords(scenario)} was simulated packet by packet with IOVLab ${applicationVersion} (engine ${engineVersion}), a discrete-event model, under ${techniqueWords(scenario)}.`,
    loadWords(scenario),
    `Costs are those of ${model}${changed === 0 ? '' : `, ${changed} of them set by hand`}.`,
    `Each of ${points.length} ${points.length === 1 ? 'point' : 'points'} was simulated ${replicationsText(scenario)} times for ${digits(method.durationMs)} ms with independent random streams of seed ${seed}, the same for all techniques (common random numbers); ${method.warmup === 'automatic' ? 'the warm-up was found by MSER-5 and left out' : `the first ${digits(method.warmup)} ms were left out as warm-up`}.`,
    method.replications > 1 || method.stopping
      ? 'Intervals are 95 % confidence intervals by Student’s t over the replications.'
      : 'A single replication gives no confidence intervals.',
    ...(method.confirmBottleneck ? ['Bottlenecks were confirmed by simulating each point again with the resource 10 % faster.'] : []),
  ].join(' ');
}

function hostWords({ host, nic, vms }: Scenario): string {
  const count = vms.reduce((sum, group) => sum + group.count, 0);
  const machine = findHostProfile(host.profile)?.title ?? host.profile;
  const card = findNicProfile(nic.profile)?.title ?? nic.profile;
  return `${count} ${count === 1 ? 'virtual machine' : 'virtual machines'} on one host (${machine}; NIC: ${card})`;
}

function techniqueWords({ techniques }: Scenario): string {
  const names = techniques.map(({ name, label = name }) => label);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function loadWords(scenario: Scenario): string {
  const { kind } = scenario.method;
  const axes = sweptAxes(scenario).map(({ path, values }) => `${settingTitle(path, scenario)} (${values.length} values)`);
  const load = isMeasuring(kind) ? `The load of each point was found by ${methodTitles[kind]}.` : 'The load is that of the scenario.';
  return axes.length === 0 ? load : `${load} These settings were varied: ${axes.join('; ')}.`;
}
