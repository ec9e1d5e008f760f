/** Names that must exist: profiles, cost parameters, VM groups; names that must differ; flows that fit their groups. */
import type { ProfileKind } from '../catalogue/own-profile.ts';
import { rangeProblem, type HostProfile } from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';
import { forwards, onlyForwards } from './applications.ts';
import type { Problem } from './problem.ts';
import type { Flow, Scenario, VmGroup } from './schema.ts';
import { suggest } from './suggestion.ts';
import { costPath } from './cost-sources.ts';
import type { Catalogue } from './technique-limits.ts';
import { isOpenLoop, openLoopsText } from './traffic-loops.ts';
import { ownProfile } from './own-profiles.ts';

export function profileProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const problems = [
    ...unknownProfile('host.profile', 'host', scenario.host.profile, catalogue.hostProfiles),
    ...unknownProfile('nic.profile', 'nic', scenario.nic.profile, catalogue.nicProfiles),
    ...unknownProfile('costModel', 'costs', scenario.costModel, catalogue.costModels),
  ];
  const host = catalogue.hostProfiles.find(({ id }) => id === scenario.host.profile);
  const era = ownProfile(scenario.profiles, 'costs', scenario.costModel)?.base ?? scenario.costModel;
  if (problems.length === 0 && host && host.costModel !== era) {
    problems.push(warning('costModel', words().problems.references.mixedEras(scenario.costModel, host.title, host.costModel)));
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
            warning(`profiles.${index}.changes.${name}`, words().problems.references.hiddenCost(title, name, String(value))),
          )
      : [],
  );
}

function unknownProfile(path: string, kind: ProfileKind, id: string, known: readonly { readonly id: string }[]): Problem[] {
  const ids = known.map((profile) => profile.id);
  return ids.includes(id) ? [] : [error(path, words().problems.references.noProfile[kind](id, suggest(id, ids)))];
}

function costProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const names = costNames(scenario, catalogue);
  if (names.length === 0) return [];
  return Object.keys(scenario.costs)
    .filter((name) => !names.includes(name))
    .map((name) => error(costPath(name), words().problems.references.noCost(name, suggest(name, names))));
}

/** A source belongs to a value that the scenario has, and its range holds that value. */
function sourceProblems({ costs, sources = {} }: Scenario): Problem[] {
  const values = new Map(Object.entries(costs).map(([name, value]) => [costPath(name), value]));
  return Object.entries(sources).flatMap(([path, source]): Problem[] => {
    const value = values.get(path);
    if (value === undefined) return [warning(`sources.${path}`, words().problems.references.sourceOfNothing(path))];
    const problem = rangeProblem(path, value, source);
    return problem === '' ? [] : [error(`sources.${path}`, problem)];
  });
}

/** Parameters of the scenario's cost model; none when there is no such model. */
export function costNames(scenario: Scenario, catalogue: Catalogue): string[] {
  return catalogue.costModels.find(({ id }) => id === scenario.costModel)?.parameters.map(({ name }) => name) ?? [];
}

export function nameProblems(scenario: Scenario): Problem[] {
  const texts = words().problems.references;
  return [
    ...repeated(scenario.vms.map(({ name }) => name)).map(([name, index]) => error(`vms.${index}.name`, texts.sameGroups(name))),
    ...repeated(scenario.flows.map(({ name }) => name)).map(([name, index]) => error(`flows.${index}.name`, texts.sameFlows(name))),
    ...repeated(scenario.techniques.map(({ name, label }) => label ?? name)).map(([name, index]) =>
      error(`techniques.${index}.label`, texts.sameTechniques(name)),
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
    if (!used.has(group.name)) problems.push(warning(`vms.${index}.name`, words().problems.references.idleGroup(group.name)));
  }
  return [...problems, ...mixedProblems(scenario)];
}

function problemsOfFlow(flow: Flow, path: string, groups: ReadonlyMap<string, VmGroup>): Problem[] {
  const texts = words().problems.references;
  const names = [...groups.keys()];
  const missing = (field: string, name: string) => error(`${path}.${field}`, texts.noGroup(name, suggest(name, names)));
  const problems: Problem[] = [];
  const group = groups.get(flow.vms);
  if (!group) problems.push(missing('vms', flow.vms));
  let peer: VmGroup | undefined;
  if (flow.toVms !== undefined) {
    peer = groups.get(flow.toVms);
    if (!peer) problems.push(missing('toVms', flow.toVms));
    if (flow.direction !== 'vm-to-vm') problems.push(warning(`${path}.toVms`, texts.receiverIgnored));
  } else if (flow.direction === 'vm-to-vm') {
    problems.push(error(`${path}.toVms`, texts.noReceiver(flow.name)));
  }
  if (flow.direction === 'vm-to-vm' && group && peer === group && group.count === 1)
    problems.push(error(`${path}.toVms`, texts.sendsToItself(group.name)));
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
  return [error(`${path}.traffic.kind`, words().problems.references.noStack(plane.name, openLoopsText()))];
}

/** What a data plane does with a frame from outside follows from its flows: it cannot drop some and forward others. */
function mixedProblems(scenario: Scenario): Problem[] {
  return scenario.vms.flatMap((group): Problem[] => {
    if (group.application.kind !== 'data-plane') return [];
    const isForward = (flow: Flow) => flow.direction === 'forward' && flow.vms === group.name;
    const isReceived = (flow: Flow) => (flow.direction === 'receive' && flow.vms === group.name) || flow.toVms === group.name;
    const index = scenario.flows.findIndex(isReceived);
    if (index < 0 || !scenario.flows.some(isForward)) return [];
    return [error(`flows.${index}.direction`, words().problems.references.dropsAndForwards(group.name))];
  });
}

function onlyForwarder(group: VmGroup | undefined): boolean {
  return group !== undefined && onlyForwards(group.application);
}

function forwardProblems(flow: Flow, path: string, groups: readonly (VmGroup | undefined)[]): Problem[] {
  const texts = words().problems.references;
  const [group] = groups;
  if (flow.direction !== 'forward') {
    const forwarder = groups.find(onlyForwarder);
    if (!forwarder) return [];
    return [error(`${path}.direction`, texts.onlyForwards(forwarder.name))];
  }
  const problems: Problem[] = [];
  if (group && !forwards(group.application)) problems.push(error(`${path}.direction`, texts.forwardsNothing(group.name)));
  if (!isOpenLoop(flow.traffic)) problems.push(error(`${path}.traffic.kind`, texts.nobodyAnswers(openLoopsText())));
  return problems;
}

/** `server`: the group that takes the requests. */
function requestProblems(flow: Flow, path: string, server: VmGroup | undefined): Problem[] {
  if (!server || flow.direction === 'forward') return [];
  const texts = words().problems.references;
  const serves = server.application.kind === 'request-server';
  const asks = flow.traffic.kind === 'request-response';
  if (asks && flow.direction === 'transmit') return [error(`${path}.direction`, texts.requestsFromGuest)];
  if (asks && !serves && !onlyForwards(server.application)) return [error(`${path}.traffic.kind`, texts.answersNothing(server.name))];
  if (serves && !asks && flow.direction !== 'transmit') return [warning(`${path}.traffic.kind`, texts.noRequests(server.name))];
  return [];
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
