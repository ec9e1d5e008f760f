/** Reads a scenario from JSON: every problem with its path and a remedy, or the scenario with its defaults filled in. */
import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { readSetting } from './settings.ts';
import { techniqueRefusal, type Catalogue } from './technique-limits.ts';

export interface ReadScenario {
  readonly problems: readonly Problem[];
  /** null when there is an error among the problems. */
  readonly scenario: Scenario | null;
}

export function readScenario(input: unknown, catalogue: Catalogue): ReadScenario {
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(problemsOf), scenario: null };
  const scenario = parsed.data;
  const problems = [
    ...profileProblems(scenario, catalogue),
    ...placementProblems(scenario, catalogue),
    ...flowProblems(scenario),
    ...sweepProblems(scenario),
  ];
  if (problems.length === 0) problems.push(...techniqueProblems(scenario, catalogue));
  return { problems, scenario: problems.some(({ severity }) => severity === 'error') ? null : scenario };
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

/** An unknown field is reported at the field itself, with the name it was probably meant to have. */
function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [error(path, `${issue.message}.`)];
  return issue.keys.map((key) => error(path === '' ? key : `${path}.${key}`, `Unknown field "${key}". Remove it or correct its name.`));
}

function profileProblems(scenario: Scenario, { hostProfiles, nicProfiles, costModels }: Catalogue): Problem[] {
  const unknown = (path: string, id: string, known: readonly { readonly id: string }[]) =>
    known.some((profile) => profile.id === id)
      ? []
      : [error(path, `There is no "${id}". Known: ${known.map((profile) => profile.id).join(', ')}.`)];
  const names = new Set(costModels.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  return [
    ...unknown('host.profile', scenario.host.profile, hostProfiles),
    ...unknown('nic.profile', scenario.nic.profile, nicProfiles),
    ...unknown('costModel', scenario.costModel, costModels),
    ...Object.keys(scenario.costs)
      .filter((name) => !names.has(name))
      .map((name) => error(`costs.${name}`, `There is no cost parameter "${name}". See the profiles for their names.`)),
  ];
}

function placementProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const cores = scenario.host.cores ?? catalogue.hostProfiles.find(({ id }) => id === scenario.host.profile)?.cores ?? 1;
  return scenario.vms.flatMap(({ placement, name }, group) => {
    const path = `vms.${group}.placement`;
    if (placement.kind === 'auto') {
      return scenario.host.networkCores >= cores
        ? [
            error(
              path,
              `No core is left for the VMs of "${name}": the host has ${cores} cores and ${scenario.host.networkCores} network cores. Lower host.networkCores.`,
            ),
          ]
        : [];
    }
    if (placement.cores.length === 0) return [error(`${path}.cores`, `The VMs of "${name}" have no core. Name at least one.`)];
    return placement.cores
      .filter((core) => core >= cores)
      .map((core) => error(`${path}.cores`, `The host has no core ${core}: its cores are 0 to ${cores - 1}.`));
  });
}

function flowProblems(scenario: Scenario): Problem[] {
  const groups = new Map(scenario.vms.map((group) => [group.name, group]));
  return scenario.flows.flatMap((flow, number) => {
    const path = `flows.${number}`;
    const problems: Problem[] = [];
    const group = groups.get(flow.vms);
    const known = [...groups.keys()].join(', ');
    if (!group) problems.push(error(`${path}.vms`, `There is no VM group "${flow.vms}". Known: ${known}.`));
    if (flow.direction === 'vm-to-vm') {
      const receivers = flow.toVms === undefined ? undefined : groups.get(flow.toVms);
      if (!receivers) problems.push(error(`${path}.toVms`, `A flow from VM to VM needs its receiving group. Known: ${known}.`));
      else if (receivers === group && receivers.count < 2)
        problems.push(error(`${path}.toVms`, 'A group that sends to itself needs two VMs.'));
    }
    const forwards = group?.application.kind === 'kernel-forwarder' || group?.application.kind === 'poll-forwarder';
    if (group && (flow.direction === 'forward') !== forwards) {
      problems.push(
        error(
          `${path}.direction`,
          'Forwarded traffic needs VMs that forward, and VMs that forward take no other: set the application of the group.',
        ),
      );
    }
    if (flow.traffic.kind === 'request-response') {
      const server = flow.direction === 'vm-to-vm' ? groups.get(flow.toVms ?? '') : group;
      if (flow.direction !== 'receive' && flow.direction !== 'vm-to-vm')
        problems.push(error(`${path}.direction`, 'Requests come from the wire (receive) or from other VMs (vm-to-vm).'));
      else if (server && server.application.kind !== 'request-server')
        problems.push(error(`${path}.vms`, `"${server.name}" serves no requests: set its application to request-server.`));
    }
    return problems;
  });
}

function sweepProblems(scenario: Scenario): Problem[] {
  return scenario.method.sweep.flatMap(({ path }, axis) => {
    const known = path.startsWith('costs.') || typeof readSetting(scenario, path) === 'number';
    return known
      ? []
      : [
          error(
            `method.sweep.${axis}.path`,
            `"${path}" is no numeric setting of the scenario. Use a path such as flows.0.traffic.load or vms.0.count.`,
          ),
        ];
  });
}

/** A technique that cannot be used is an error where it is the only one, else a warning: the others still run. */
function techniqueProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  return scenario.techniques.flatMap((choice, number) => {
    const refusal = techniqueRefusal(scenario, choice, catalogue);
    if (refusal === null) return [];
    const only = scenario.techniques.length === 1 && scenario.method.sweep.length === 0;
    return [{ path: `techniques.${number}`, message: refusal, severity: only ? 'error' : 'warning' }];
  });
}
