/** The catalogue with a scenario's own profiles in it, and what may be wrong with these. */
import type { ChangedValue, OwnProfile, ProfileKind } from '../catalogue/own-profile.ts';
import { hostField, hostFieldNames, nicField, nicFieldNames, nicUnit, type ProfileField } from '../catalogue/profile-fields.ts';
import {
  rangeProblem,
  type CostModel,
  type CostParameter,
  type HostProfile,
  type NicProfile,
  type SourcedNumber,
} from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import { suggest } from './suggestion.ts';
import type { Catalogue } from './technique-limits.ts';

/** Own profiles stand behind those of the catalogue. One whose base does not exist is left out. */
export function withOwnProfiles(catalogue: Catalogue, own: readonly OwnProfile[] | undefined): Catalogue {
  if (!own || own.length === 0) return catalogue;
  return {
    hostProfiles: [...catalogue.hostProfiles, ...copies('host', own, catalogue.hostProfiles, ownHost)],
    nicProfiles: [...catalogue.nicProfiles, ...copies('nic', own, catalogue.nicProfiles, ownNic)],
    costModels: [...catalogue.costModels, ...copies('costs', own, catalogue.costModels, ownCostModel)],
  };
}

/** The own profile of a kind that a scenario names; undefined: it names one of the catalogue. */
export function ownProfile(own: readonly OwnProfile[] | undefined, kind: ProfileKind, id: string): OwnProfile | undefined {
  return own?.find((profile) => profile.kind === kind && profile.id === id);
}

/** Those that the scenario names: what a simulation depends on. */
export function ownProfilesUsed({
  profiles,
  host,
  nic,
  costModel,
}: Pick<Scenario, 'profiles' | 'host' | 'nic' | 'costModel'>): OwnProfile[] {
  const ids: Readonly<Record<ProfileKind, string>> = { host: host.profile, nic: nic.profile, costs: costModel };
  return (profiles ?? []).filter(({ kind, id }) => ids[kind] === id);
}

/** What the fields of a profile of this kind are: of a cost model, its costs. */
export function fieldsOfProfile(
  { kind, base }: Pick<OwnProfile, 'kind' | 'base'>,
  { costModels }: Catalogue,
): ReadonlyMap<string, ProfileField> {
  switch (kind) {
    case 'host':
      return new Map(hostFieldNames.map((name) => [name, hostField(name)]));
    case 'nic':
      return new Map(nicFieldNames.map((name) => [name, nicField(name)]));
    case 'costs':
      return new Map(costModels.find(({ id }) => id === base)?.parameters.map((parameter) => [parameter.name, costField(parameter)]));
  }
}

function costField({ name, unit, meaning }: CostParameter): ProfileField {
  return { title: name, unit, min: 0, max: 1e9, whole: false, meaning };
}

/** Profiles of the catalogue that one of this kind may be a copy of. */
export function profilesOfKind(kind: ProfileKind, { hostProfiles, nicProfiles, costModels }: Catalogue): readonly Titled[] {
  return { host: hostProfiles, nic: nicProfiles, costs: costModels }[kind];
}

/** @param path of the list in the document that it stands in. */
export function ownProfileProblems(own: readonly OwnProfile[], catalogue: Catalogue, path = 'profiles'): Problem[] {
  return own.flatMap((profile, index) => [
    ...identityProblems(own, index, catalogue, `${path}.${index}`),
    ...changeProblems(profile, catalogue, `${path}.${index}.changes`),
  ]);
}

interface Titled {
  readonly id: string;
  readonly title: string;
}

function copies<Profile extends Titled>(
  kind: ProfileKind,
  own: readonly OwnProfile[],
  known: readonly Profile[],
  copy: (base: Profile, profile: OwnProfile) => Profile,
): Profile[] {
  return own
    .filter((profile) => profile.kind === kind)
    .flatMap((profile) => known.filter(({ id }) => id === profile.base).map((base) => copy(base, profile)));
}

function ownHost(base: HostProfile, { id, title, changes }: OwnProfile): HostProfile {
  const known = Object.entries(changes).filter(([field]) => hostFieldNames.some((name) => name === field));
  const changed = known.map(([field, { provenance, source }]) => `${field}: ${source} (${provenance})`);
  const values = Object.fromEntries(known.map(([field, { value }]) => [field, value]));
  return { ...base, ...values, id, title, source: [...changed, words().problems.profiles.elseAs(base.title, base.source)].join('; ') };
}

function ownNic(base: NicProfile, { id, title, changes }: OwnProfile): NicProfile {
  const values = nicFieldNames.flatMap((field): [string, SourcedNumber][] => {
    const changed = changes[field];
    return changed ? [[field, { value: changed.value, unit: nicUnit(field), source: changed.source, provenance: changed.provenance }]] : [];
  });
  return { ...base, ...Object.fromEntries(values), id, title };
}

function ownCostModel(base: CostModel, { id, title, changes }: OwnProfile): CostModel {
  const parameters = base.parameters.map((parameter) => {
    const changed = Object.hasOwn(changes, parameter.name) ? changes[parameter.name] : undefined;
    return changed ? changedCost(parameter, changed) : parameter;
  });
  return { ...base, id, title, parameters };
}

/** Without a range of its own the value has that of the base, as far as it must be wider to hold the value. */
function changedCost(parameter: CostParameter, { value, provenance, source, low, high }: ChangedValue): CostParameter {
  return {
    ...parameter,
    value,
    provenance,
    source,
    hardware: '',
    low: low ?? Math.min(parameter.low, value),
    high: high ?? Math.max(parameter.high, value),
  };
}

function identityProblems(own: readonly OwnProfile[], index: number, catalogue: Catalogue, path: string): Problem[] {
  const profile = own[index];
  if (!profile) return [];
  const { kind, id, base } = profile;
  const known = profilesOfKind(kind, catalogue).map((one) => one.id);
  const texts = words().problems.profiles;
  const earlier = own.slice(0, index).some((other) => other.kind === kind && other.id === id);
  return [
    ...(known.includes(base) ? [] : [error(`${path}.base`, texts.noBase[kind](base, suggest(base, known)))]),
    ...(known.includes(id) || earlier ? [error(`${path}.id`, texts.sameId[kind](id))] : []),
  ];
}

function changeProblems(profile: OwnProfile, catalogue: Catalogue, path: string): Problem[] {
  const fields = fieldsOfProfile(profile, catalogue);
  // Nothing is known of a base that does not exist: that is said already.
  if (fields.size === 0) return [];
  return Object.entries(profile.changes).flatMap(([name, changed]): Problem[] => {
    const field = fields.get(name);
    if (!field) return [error(`${path}.${name}`, words().problems.profiles.noField[profile.kind](name, suggest(name, [...fields.keys()])))];
    return valueProblems(name, field, changed).map((message) => error(`${path}.${name}`, message));
  });
}

function valueProblems(name: string, { min, max, whole, unit }: ProfileField, changed: ChangedValue): string[] {
  const { value } = changed;
  const texts = words().problems.profiles;
  const range = unit === 'count' ? texts.range(min, max) : texts.rangeInUnit(min, max, unit);
  if (value < min || value > max || (whole && !Number.isInteger(value)))
    return [(whole ? texts.notWholeNumberIn : texts.notNumberIn)(name, value, range)];
  return [rangeProblem(name, value, changed)].filter((message) => message !== '');
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}
