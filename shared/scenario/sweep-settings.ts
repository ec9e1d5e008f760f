/** The settings at which a run has points: every combination of the values of its axes that the constraints leave. */
import { constraintHolds, pathsOf, readerOf, TECHNIQUE_PATH } from './constraints.ts';
import type { Constraint, Scenario, SettingValue, TechniqueChoice } from './schema.ts';
import { sweptAxes, sweptConstraints } from './swept-axes.ts';

export interface SweptSetting {
  /** Swept settings by path, in the order of the axes. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Places in `scenario.techniques` of those that the constraints leave here; at least one. */
  readonly techniques: readonly number[];
}

/** Points of a run at most. */
export const MOST_POINTS = 50_000;

/** Combinations, complete or not, that are gone through at most: some tenths of a second. */
const MOST_STEPS = 500_000;

class TooManyCombinations extends Error {}

/** The first axis changes slowest. A combination is left out as soon as the values that a constraint looks at are known, not when it is complete. */
export function* sweepSettings(scenario: Scenario): Generator<SweptSetting, undefined> {
  const axes = sweptAxes(scenario);
  const constraints = sweptConstraints(scenario);
  const ofTechniques = constraints.filter((constraint) => pathsOf(constraint).includes(TECHNIQUE_PATH));
  const others = constraints.filter((constraint) => !ofTechniques.includes(constraint));
  const paths = axes.map(({ path }) => path);
  /** By the number of axes that must be known: 0 for constraints on what is not swept. */
  const byDepth = Map.groupBy(others, (constraint) => 1 + Math.max(-1, ...pathsOf(constraint).map((path) => paths.indexOf(path))));

  let steps = 0;
  function* below(depth: number, settings: Readonly<Record<string, SettingValue>>): Generator<SweptSetting, undefined> {
    if (++steps > MOST_STEPS) throw new TooManyCombinations('The axes have more combinations than can be gone through.');
    const read = readerOf(scenario, settings, '');
    if (!(byDepth.get(depth) ?? []).every((constraint) => constraintHolds(constraint, read))) return;
    const axis = axes[depth];
    if (axis) {
      for (const value of axis.values) yield* below(depth + 1, { ...settings, [axis.path]: value });
      return;
    }
    const techniques = techniquesLeft(scenario, settings, ofTechniques);
    if (techniques.length > 0) yield { settings, techniques };
  }
  yield* below(0, {});
}

function techniquesLeft(scenario: Scenario, settings: SweptSetting['settings'], constraints: readonly Constraint[]): number[] {
  const places = scenario.techniques.map((_, place) => place);
  if (constraints.length === 0) return places;
  return places.filter((place) => {
    const read = readerOf(scenario, settings, labelOf(scenario.techniques[place]));
    return constraints.every((constraint) => constraintHolds(constraint, read));
  });
}

function labelOf(choice: TechniqueChoice | undefined): string {
  return choice?.label ?? choice?.name ?? '';
}

const counted = new WeakMap<Scenario, readonly number[]>();

/** Points of each technique of a checked scenario, in the order of the scenario. */
export function pointsOfTechniques(scenario: Scenario): readonly number[] {
  let points = counted.get(scenario);
  if (points) return points;
  if (sweptConstraints(scenario).length === 0) {
    const settings = sweptAxes(scenario).reduce((count, { values }) => count * values.length, 1);
    points = scenario.techniques.map(() => settings);
  } else {
    const counts = scenario.techniques.map(() => 0);
    for (const { techniques } of sweepSettings(scenario)) for (const place of techniques) counts[place] = (counts[place] ?? 0) + 1;
    points = counts;
  }
  counted.set(scenario, points);
  return points;
}

/** Points of a run: settings x techniques. `Infinity` when constraints leave more than `most`, or too many combinations to go through. */
export function countPoints(scenario: Scenario, most = MOST_POINTS): number {
  const product = sweptAxes(scenario).reduce((count, { values }) => count * values.length, scenario.techniques.length);
  if (sweptConstraints(scenario).length === 0) return product;
  let count = 0;
  try {
    for (const { techniques } of sweepSettings(scenario)) {
      count += techniques.length;
      if (count > most) return Number.POSITIVE_INFINITY;
    }
  } catch (error) {
    if (error instanceof TooManyCombinations) return Number.POSITIVE_INFINITY;
    throw error;
  }
  return count;
}
