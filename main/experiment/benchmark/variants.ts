/** What the benchmark measures: the bare event loop on the tandem workload, and whole simulations with full accounting. */
import { readFileSync } from 'node:fs';
import { scenarioSchema, type Scenario, type TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { applySetting } from '../../../shared/scenario/settings.ts';
import { simulate } from '../../engine/simulate.ts';
import { runTandem } from './tandem.ts';

/** What one execution did. */
export interface Work {
  readonly events: number;
  /** Frames that entered. */
  readonly frames: number;
  readonly simulatedNs: number;
}

export interface Variant {
  readonly name: string;
  readonly group: 'event loop' | 'technique' | 'VMs' | 'load' | 'length';
  /** Runs so many times the variant's own length. */
  readonly execute: (times: number) => Work;
}

const TANDEM_NS = 1e9;
const DURATION_MS = 50;
/** Frames a second of each VM in the series over VMs: together, those of the most VMs take 95 % of 10 Gbit/s with 1518-byte frames. */
const VM_PPS = 3008;
const MOST_VMS = 256;

/** @param examples folder of the example scenarios, with a slash at the end */
export function variantsOf(examples: URL): readonly Variant[] {
  const comparison = readExample(examples, 'technique-comparison.json');
  const scaling = readExample(examples, 'sriov-scaling.json');
  const atFullLoad = applySetting(comparison, 'flows.0.traffic.load', 95);
  const ofComparison = atFullLoad.techniques.map((choice) => simulation('technique', choice.name, withPorts(atFullLoad, choice), choice));
  const ofScaling = scaling.techniques.map((choice) =>
    simulation('technique', `${choice.name}, 60 VMs`, applySetting(scaling, 'vms.0.count', 60), choice),
  );
  const sriov = choiceOf(comparison, 'sriov');
  const byVms = [1, 8, 64, 256].map((count) =>
    simulation('VMs', `sriov, ${count} VMs`, manyVms(atFullLoad, count), sriov, MOST_VMS / count),
  );
  const byLoad = [10, 50, 95].map((load) =>
    simulation('load', `sriov, load ${load} %`, applySetting(comparison, 'flows.0.traffic.load', load), sriov),
  );
  const byLength = [1, 4, 16].map((factor) => simulation('length', `sriov, ${factor * DURATION_MS} ms`, atFullLoad, sriov, factor));
  const tandem: Variant = { name: 'tandem', group: 'event loop', execute: (times) => tandemWork(TANDEM_NS * times) };
  return [tandem, ...ofComparison, ...ofScaling, ...byVms, ...byLoad, ...byLength];
}

function tandemWork(durationNs: number): Work {
  const { events, offered } = runTandem(durationNs);
  return { events, frames: offered, simulatedNs: durationNs };
}

function simulation(group: Variant['group'], name: string, scenario: Scenario, technique: TechniqueChoice, factor = 1): Variant {
  return {
    name,
    group,
    execute(times) {
      const durationMs = DURATION_MS * factor * times;
      const record = simulate({ scenario: { ...scenario, method: { ...scenario.method, durationMs } }, technique, replication: 0 });
      if (record.refusal !== null) throw new Error(`${name}: ${record.refusal}`);
      return { events: record.events, frames: record.frames, simulatedNs: durationMs * 1e6 };
    },
  };
}

/**
 * The same load for each VM, whatever their number, on a NIC with functions enough: so that the events are of the same kinds, and only the state
 * that they work on grows. Fewer VMs run longer, for as many frames.
 */
function manyVms(scenario: Scenario, count: number): Scenario {
  const load = VM_PPS * count;
  const flows = scenario.flows.map((flow) => ({ ...flow, traffic: { ...flow.traffic, load, loadUnit: 'packets-per-second' } }));
  const nic = { ...scenario.nic, profile: 'connectx-5', lineRateGbps: 10, ports: 4 };
  return scenarioSchema.parse({ ...applySetting(scenario, 'vms.0.count', count), flows, nic });
}

/** Direct assignment needs a NIC for each VM. */
function withPorts(scenario: Scenario, { name }: TechniqueChoice): Scenario {
  if (name !== 'direct') return scenario;
  const vms = scenario.vms.reduce((sum, { count }) => sum + count, 0);
  const flows = scenario.flows.map((flow) =>
    'load' in flow.traffic ? { ...flow, traffic: { ...flow.traffic, load: flow.traffic.load / vms } } : flow,
  );
  return { ...scenario, flows, nic: { ...scenario.nic, ports: vms } };
}

function choiceOf({ techniques }: Scenario, name: string): TechniqueChoice {
  const choice = techniques.find((one) => one.name === name);
  if (!choice) throw new Error(`The comparison has no technique "${name}".`);
  return choice;
}

function readExample(folder: URL, name: string): Scenario {
  return scenarioSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}
