/** Costs that were found by measuring, as a cost model of the person: a copy of the one that the scenario has, with where each cost comes from. */
import { MOST_OWN_PROFILES, type ChangedValue, type OwnProfile } from '../catalogue/own-profile.ts';
import type { ValueSource } from '../catalogue/profiles.ts';
import { words } from '../texts/words.ts';
import { costPath } from './cost-sources.ts';
import { ownProfile } from './own-profiles.ts';
import type { Scenario } from './schema.ts';

export interface FoundCost {
  readonly name: string;
  /** In the unit of the parameter. */
  readonly value: number;
  readonly source: ValueSource;
}

/** Characters that the text of a source has at most, and a title. */
export const MOST_SOURCE = 500;
const MOST_TITLE = 120;

type Costs = Pick<Scenario, 'costModel' | 'profiles'>;

/** Why the scenario takes no further cost model, or empty. */
export function noRoomForCostModel({ profiles = [] }: Pick<Scenario, 'profiles'>): string {
  return profiles.length < MOST_OWN_PROFILES ? '' : words().problems.profiles.full(MOST_OWN_PROFILES);
}

/** What earlier measurements found stays, where it was not found again. @param title `calibrated on lab-3, 2026-11-26` */
export function foundCostModel({ costModel, profiles = [] }: Costs, title: string, found: readonly FoundCost[]): OwnProfile {
  const before = ownProfile(profiles, 'costs', costModel);
  const changes = found.map(({ name, value, source }): [string, ChangedValue] => [name, { value, ...source }]);
  return {
    kind: 'costs',
    id: freeId(title, profiles),
    title: title.slice(0, MOST_TITLE),
    base: before?.base ?? costModel,
    changes: { ...before?.changes, ...Object.fromEntries(changes) },
  };
}

/** The scenario on the cost model, without the costs of its own in place of those that were found. */
export function withCostModel(scenario: Scenario, model: OwnProfile, found: readonly FoundCost[]): Scenario {
  const { sources, ...rest } = scenario;
  const left = omit(sources ?? {}, (path) => found.some(({ name }) => costPath(name) === path));
  return {
    ...rest,
    costModel: model.id,
    costs: omit(scenario.costs, (cost) => found.some(({ name }) => name === cost)),
    profiles: [...(scenario.profiles ?? []), model],
    ...(Object.keys(left).length > 0 ? { sources: left } : {}),
  };
}

function omit<Value>(record: Readonly<Record<string, Value>>, isLeftOut: (key: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !isLeftOut(key)));
}

/** Room for a number behind it. */
const LONGEST_STEM = 56;

function freeId(title: string, profiles: readonly OwnProfile[]): string {
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_STEM)
    .replace(/^-|-$/g, '');
  const isFree = (id: string): boolean => !profiles.some((profile) => profile.id === id);
  if (isFree(stem)) return stem;
  for (let number = 2; ; number++) if (isFree(`${stem}-${number}`)) return `${stem}-${number}`;
}
