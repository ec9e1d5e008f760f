/** Names that must exist: profiles, cost parameters, VM groups; names that must differ; flows that fit their groups. */
import { rangeProblem, type HostProfile } from '../catalogue/profiles.ts';
import { forwards, onlyForwards } from './applications.ts';
import type { Problem } from './problem.ts';
import type { Flow, Scenario, VmGroup } from './schema.ts';
import { suggest } from './suggestion.ts';
import { costPath } from './cost-sources.ts';
import type { Catalogue } from './technique-limits.ts';
import { isOpenLoop, OPEN_LOOP_KINDS } from './traffic-loops.ts';
import { ownProfile } from './own-profiles.ts';

export function profileProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const problems = [
    ...unknownProfile('host.profile', 'host profile', scenario.host.profile, catalogue.hostProfiles),
    ...unknownProfile('nic.profile', 'NIC profile', scenario.nic.profile, catalogue.nicProfiles),
    ...unknownProfile('costModel', 'cost model', scenario.costModel, catalogue.costModels),
  ];
  const host = catalogue.hostProfiles.find(({ id }) => id === scenario.host.profile);
  const era = ownProfile(scenario.profiles, 'costs', scenario.costModel)?.base ?? scenario.costModel;
  if (problems.length === 0 && host && host.costModel !== era) {
    const message = `The costs are those of ${scenario.costModel}, but ${host.title} goes with ${host.costModel}: eras are mixed. Set costModel to ${host.costModel} unless you mean it.`;
    problems.push({ path: 'costModel', message, severity: 'warning' });
  }
  return [
    ...problems,
    ...costProblems(scenario, catalogue),
    ...sourceProblems(scenario),
    ...(host ? hiddenCostProblems(scenario, host) : []),
  ];
}

/** What was measured on the very host takes the place of a cost model's value, also of one's own. */
function hiddenCostProblems({ profiles = [], costModel }: Scenario, { title, measured }: HostProfile): Problem[] {
  return profiles.flatMap(({ kind, id, changes }, index) =>
    kind === 'costs' && id === costModel
      ? measured
          .filter(({ name }) => Object.hasOwn(changes, name))
          .map(({ name, value }) =>
            warning(
              `profiles.${index}.changes.${name}`,
              `${title} has a measured ${name} of its own (${value}), which is used in place of yours: set ${name} in costs if yours is to hold.`,
            ),
          )
      : [],
  );
}

function unknownProfile(path: string, what: string, id: string, known: readonly { readonly id: string }[]): Problem[] {
  const ids = known.map((profile) => profile.id);
  return ids.includes(id) ? [] : [error(path, `There is no ${what} "${id}".${suggest(id, ids)}`)];
}

function costProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const names = costNames(scenario, catalogue);
  if (names.length === 0) return [];
  return Object.keys(scenario.costs)
    .filter((name) => !names.includes(name))
    .map((name) => error(costPath(name), `There is no cost parameter "${name}".${suggest(name, names)}`));
}

/** A source belongs to a value that the scenario has, and its range holds that value. */
function sourceProblems({ costs, sources = {} }: Scenario): Problem[] {
  const values = new Map(Object.entries(costs).map(([name, value]) => [costPath(name), value]));
  return Object.entries(sources).flatMap(([path, source]): Problem[] => {
    const value = values.get(path);
    if (value === undefined) return [warning(`sources.${path}`, `The scenario sets no ${path}: take its source out, or set the value.`)];
    const problem = rangeProblem(path, value, source);
    return problem === '' ? [] : [error(`sources.${path}`, problem)];
  });
}

/** Parameters of the scenario's cost model; none when there is no such model. */
export function costNames(scenario: Scenario, catalogue: Catalogue): string[] {
  return catalogue.costModels.find(({ id }) => id === scenario.costModel)?.parameters.map(({ name }) => name) ?? [];
}

export function nameProblems(scenario: Scenario): Problem[] {
  return [
    ...repeated(scenario.vms.map(({ name }) => name)).map(([name, index]) =>
      error(`vms.${index}.name`, `Two VM groups are called "${name}". Give each a name of its own.`),
    ),
    ...repeated(scenario.flows.map(({ name }) => name)).map(([name, index]) =>
      error(`flows.${index}.name`, `Two flows are called "${name}". Give each a name of its own.`),
    ),
    ...repeated(scenario.techniques.map(({ name, label }) => label ?? name)).map(([name, index]) =>
      error(`techniques.${index}.label`, `Two techniques are called "${name}" in the results. Give each a label of its own.`),
    ),
  ];
}

function repeated(names: readonly string[]): [name: string, index: number][] {
  return [...names.entries()].filter(([index, name]) => names.indexOf(name) < index).map(([index, name]) => [name, index]);
}

export function flowProblems(scenario: Scenario): Problem[] {
  const groups = new Map(scenario.vms.map((group) => [group.name, group]));
  const problems = scenario.flows.flatMap((flow, index) => problemsOfFlow(flow, `flows.${index}`, groups));
  const used = new Set(scenario.flows.flatMap(({ vms, toVms }) => [vms, toVms]));
  for (const [index, group] of scenario.vms.entries()) {
    if (!used.has(group.name)) problems.push(warning(`vms.${index}.name`, `No flow uses the VM group "${group.name}": its VMs stay idle.`));
  }
  return [...problems, ...mixedProblems(scenario)];
}

function problemsOfFlow(flow: Flow, path: string, groups: ReadonlyMap<string, VmGroup>): Problem[] {
  const names = [...groups.keys()];
  const missing = (field: string, name: string) => error(`${path}.${field}`, `There is no VM group "${name}".${suggest(name, names)}`);
  const problems: Problem[] = [];
  const group = groups.get(flow.vms);
  if (!group) problems.push(missing('vms', flow.vms));
  let peer: VmGroup | undefined;
  if (flow.toVms !== undefined) {
    peer = groups.get(flow.toVms);
    if (!peer) problems.push(missing('toVms', flow.toVms));
    if (flow.direction !== 'vm-to-vm')
      problems.push(
        warning(`${path}.toVms`, 'Only vm-to-vm flows have a receiving group: toVms is ignored. Remove it or set direction to vm-to-vm.'),
      );
  } else if (flow.direction === 'vm-to-vm') {
    problems.push(error(`${path}.toVms`, `Flow "${flow.name}" goes from VM to VM: name the receiving group in toVms.`));
  }
  if (flow.direction === 'vm-to-vm' && group && peer === group && group.count === 1)
    problems.push(error(`${path}.toVms`, `The VM of "${group.name}" would send to itself: give the group more VMs or name another group.`));
  const receiver = flow.direction === 'vm-to-vm' ? peer : group;
  return [
    ...problems,
    ...forwardProblems(flow, path, [group, peer]),
    ...dataPlaneProblems(flow, path, [group, peer]),
    ...requestProblems(flow, path, receiver),
  ];
}

/** A data plane has no stack: nothing in it answers. */
function dataPlaneProblems({ traffic }: Flow, path: string, groups: readonly (VmGroup | undefined)[]): Problem[] {
  const plane = groups.find((group) => group?.application.kind === 'data-plane');
  if (!plane || isOpenLoop(traffic)) return [];
  return [error(`${path}.traffic.kind`, `The VMs of "${plane.name}" are data planes without a stack: use ${OPEN_LOOP_KINDS} traffic.`)];
}

/** What a data plane does with a frame from outside follows from its flows: it cannot drop some and forward others. */
function mixedProblems(scenario: Scenario): Problem[] {
  return scenario.vms.flatMap((group): Problem[] => {
    if (group.application.kind !== 'data-plane') return [];
    const isForward = (flow: Flow) => flow.direction === 'forward' && flow.vms === group.name;
    const isReceived = (flow: Flow) => (flow.direction === 'receive' && flow.vms === group.name) || flow.toVms === group.name;
    const index = scenario.flows.findIndex(isReceived);
    if (index < 0 || !scenario.flows.some(isForward)) return [];
    return [
      error(
        `flows.${index}.direction`,
        `The data plane of "${group.name}" either forwards or drops: give what it drops to another VM group, or set direction to forward.`,
      ),
    ];
  });
}

function onlyForwarder(group: VmGroup | undefined): boolean {
  return group !== undefined && onlyForwards(group.application);
}

function forwardProblems(flow: Flow, path: string, groups: readonly (VmGroup | undefined)[]): Problem[] {
  const [group] = groups;
  if (flow.direction !== 'forward') {
    const forwarder = groups.find(onlyForwarder);
    if (!forwarder) return [];
    return [
      error(
        `${path}.direction`,
        `The VMs of "${forwarder.name}" forward and take no other traffic: set direction to forward or change their application.`,
      ),
    ];
  }
  const problems: Problem[] = [];
  if (group && !forwards(group.application))
    problems.push(
      error(
        `${path}.direction`,
        `The VMs of "${group.name}" do not forward: set their application to data-plane, kernel-forwarder or poll-forwarder.`,
      ),
    );
  if (!isOpenLoop(flow.traffic))
    problems.push(error(`${path}.traffic.kind`, `A forward flow has no end in the VM that answers: use ${OPEN_LOOP_KINDS} traffic.`));
  return problems;
}

/** `server`: the group that takes the requests. */
function requestProblems(flow: Flow, path: string, server: VmGroup | undefined): Problem[] {
  if (!server || flow.direction === 'forward') return [];
  const serves = server.application.kind === 'request-server';
  const asks = flow.traffic.kind === 'request-response';
  if (asks && flow.direction === 'transmit')
    return [error(`${path}.direction`, 'Requests come from the wire or from other VMs: set direction to receive or vm-to-vm.')];
  if (asks && !serves && !onlyForwards(server.application))
    return [error(`${path}.traffic.kind`, `The VMs of "${server.name}" answer no requests: set their application to request-server.`)];
  if (serves && !asks && flow.direction !== 'transmit')
    return [
      warning(`${path}.traffic.kind`, `"${server.name}" is a request server, but this traffic brings no requests: use request-response.`),
    ];
  return [];
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
