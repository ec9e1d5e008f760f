/** Edits of the profiles of a person that a draft holds. Pure. */
import { changedValueSchema, ownProfileSchema, type OwnProfile, type ProfileKind } from '../../../shared/catalogue/own-profile.ts';
import type { FoundCost } from '../../../shared/scenario/found-costs.ts';
import { objectAt, withCost } from './edits.ts';
import { listAt, valueAt, withAppended, withoutItem, withValueAt } from './draft-path.ts';

/** Where a draft names the profile of a kind. */
export const profilePaths: Readonly<Record<ProfileKind, string>> = { host: 'host.profile', nic: 'nic.profile', costs: 'costModel' };

/** A change as it stands in the fields, valid or not. */
export interface TypedChange {
  readonly value?: number | string | undefined;
  readonly provenance?: string | number | null | undefined;
  readonly source?: string;
  readonly low?: number | string | undefined;
  readonly high?: number | string | undefined;
}

/** What a change says of itself until the person says more. */
const UNSAID = { provenance: 'assumed', source: 'Set by hand' } as const;

/** Those of the draft that can be read. */
export function draftProfiles(draft: unknown): readonly OwnProfile[] {
  return listAt(draft, 'profiles').flatMap((item) => readProfile(item) ?? []);
}

/** The profile without changes that are half typed; undefined where there is none to be read. */
export function readProfile(item: unknown): OwnProfile | undefined {
  const { success, data: head } = ownProfileSchema.safeParse(withValueAt(item, 'changes', {}));
  if (!success) return undefined;
  const whole = Object.entries(objectAt(item, 'changes')).flatMap(([field, change]) => {
    const { data } = changedValueSchema.safeParse(change);
    return data ? [[field, data] as const] : [];
  });
  return { ...head, changes: Object.fromEntries(whole) };
}

/** A copy of a profile of the catalogue, or with the same changes of one's own, at the end of the list. */
export function withCopy(draft: unknown, original: Pick<OwnProfile, 'kind' | 'base' | 'title'> & Partial<OwnProfile>): unknown {
  const { kind, base, title, changes = {} } = original;
  return withAppended(draft, 'profiles', { kind, id: freeId(draft, `my-${base}`), title: `${title}, mine`.slice(0, 120), base, changes });
}

/** A field set to another value; undefined: back to the value of the base. A value that was there keeps its source. */
export function withChange(draft: unknown, index: number, field: string, change: TypedChange | undefined): unknown {
  const path = `profiles.${index}.changes`;
  const before = changesAt(draft, index);
  const others = Object.entries(before).filter(([name]) => name !== field);
  if (change === undefined) return withValueAt(draft, path, Object.fromEntries(others));
  const changed = Object.fromEntries(Object.entries({ ...UNSAID, ...before[field], ...change }).filter(([, value]) => value !== undefined));
  return withValueAt(draft, path, { ...before, [field]: changed });
}

/** Without the profile; where the draft named it, its base takes its place. */
export function withoutProfile(draft: unknown, index: number): unknown {
  const path = profilePaths[valueAt(draft, `profiles.${index}.kind`) as ProfileKind];
  const isUsed = valueAt(draft, path) === valueAt(draft, `profiles.${index}.id`);
  const left = isUsed ? withValueAt(draft, path, valueAt(draft, `profiles.${index}.base`)) : draft;
  const without = withoutItem(left, 'profiles', index);
  return listAt(without, 'profiles').length > 0 ? without : withValueAt(without, 'profiles', undefined);
}

/** The draft names the profile from now on. */
export function withProfileUsed(draft: unknown, { kind, id }: OwnProfile): unknown {
  return withValueAt(draft, profilePaths[kind], id);
}

/** The draft on a cost model of found costs, without costs set by hand in place of those. */
export function withFoundCosts(draft: unknown, model: OwnProfile, found: readonly FoundCost[]): unknown {
  const without = found.reduce((changed, { name }) => withCost(changed, name, undefined), draft);
  return withProfileUsed(withAppended(without, 'profiles', model), model);
}

/** Profiles of a file behind those that are there; one with an id that is taken gets another. */
export function withImported(draft: unknown, profiles: readonly OwnProfile[]): unknown {
  return profiles.reduce<unknown>(
    (result, profile) => withAppended(result, 'profiles', { ...profile, id: freeId(result, profile.id) }),
    draft,
  );
}

/** By field, as they are typed. */
export function changesAt(draft: unknown, index: number): Readonly<Record<string, TypedChange>> {
  return objectAt(draft, `profiles.${index}.changes`) as Readonly<Record<string, TypedChange>>;
}

function freeId(draft: unknown, wanted: string): string {
  const taken = listAt(draft, 'profiles').map((profile) => valueAt(profile, 'id'));
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
