/** What was done, as a paragraph that can stand in a paper. */
import { settingTitle } from '../../shared/charts/setting-name.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { methodTitle } from '../../shared/scenario/method-titles.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { replacedCosts } from '../../shared/scenario/cost-sources.ts';
import { replicationsText } from '../../shared/scenario/stopping.ts';
import { sweptAxes } from '../../shared/scenario/swept-axes.ts';
import { digits } from '../../shared/units.ts';
import { applicationVersion } from './run-facts.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from '../engine/costs/scenario-profiles.ts';

const LOAD = /^flows\.\d+\.traffic\.load$/;

export function methodParagraph({ scenario, engineVersion, seed, points }: RunResult): string {
  const { method } = scenario;
  const model = costModelOf(scenario)?.title ?? scenario.costModel;
  return [
    `The network I/O of ${hostWords(scenario)} was simulated packet by packet with IOVLab ${applicationVersion} (engine ${engineVersion}), a discrete-event model, under ${techniqueWords(scenario)}.`,
    loadWords(scenario),
    `Costs are those of ${model}${ownCostWords(scenario)}.`,
    `Each of ${points.length} ${points.length === 1 ? 'point' : 'points'} was simulated ${replicationsText(scenario)} times for ${digits(method.durationMs)} ms with independent random streams of seed ${seed}, the same for all techniques (common random numbers); ${method.warmup === 'automatic' ? 'the warm-up was found by MSER-5 and left out' : `the first ${digits(method.warmup)} ms were left out as warm-up`}.`,
    method.replications > 1 || method.stopping
      ? 'Intervals are 95 % confidence intervals by Student’s t over the replications.'
      : 'A single replication gives no confidence intervals.',
    ...(method.confirmBottleneck ? ['Bottlenecks were confirmed by simulating each point again with the resource 10 % faster.'] : []),
  ].join(' ');
}

function ownCostWords(scenario: Scenario): string {
  const sources = [...replacedCosts(scenario).values()];
  const found = sources.filter((source) => source?.provenance === 'measured' || source?.provenance === 'derived').length;
  const byHand = sources.filter((source) => source === undefined).length;
  const otherwise = sources.length - found - byHand;
  return [
    found === 0 ? '' : `, ${found} of them measured or fitted (Parameters and their sources)`,
    otherwise === 0 ? '' : `, ${otherwise} of them of other sources (Parameters and their sources)`,
    byHand === 0 ? '' : `, ${byHand} of them set by hand`,
  ].join('');
}

function hostWords(scenario: Scenario): string {
  const { host, nic, vms } = scenario;
  const count = vms.reduce((sum, group) => sum + group.count, 0);
  const machine = hostProfileOf(scenario)?.title ?? host.profile;
  const card = nicProfileOf(scenario)?.title ?? nic.profile;
  return `${count} ${count === 1 ? 'virtual machine' : 'virtual machines'} on one host (${machine}; NIC: ${card})`;
}

function techniqueWords({ techniques }: Scenario): string {
  const names = techniques.map(({ name, label = name }) => label);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function loadWords(scenario: Scenario): string {
  const { kind } = scenario.method;
  const axes = sweptAxes(scenario);
  const varied = axes.map(({ path, values }) => `${settingTitle(path, scenario)} (${values.length} values)`);
  const ofScenario = axes.some(({ path }) => LOAD.test(path)) ? '' : 'The load is that of the scenario.';
  const load = isMeasuring(kind) ? `The load of each point was found by ${methodTitle(kind)}.` : ofScenario;
  return [load, varied.length === 0 ? '' : `These settings were varied: ${varied.join('; ')}.`].filter(Boolean).join(' ');
}
