/** A change made to the scenario of a point, if that gives a scenario which can be run with its technique. */
import { changeSetting } from '../../../shared/scenario/change-setting.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import type { Scenario, TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { techniqueRefusal } from '../../../shared/scenario/technique-limits.ts';
import { catalogue } from '../../engine/costs/catalogue.ts';
import type { Change } from './candidate-changes.ts';

export type ChangedPoint =
  | { readonly ok: true; readonly scenario: Scenario; readonly choice: TechniqueChoice }
  /** Why it cannot be done, for the user. */
  | { readonly ok: false; readonly reason: string };

export function applyChange(scenario: Scenario, choice: TechniqueChoice, { settings }: Change): ChangedPoint {
  const index = scenario.techniques.indexOf(choice);
  // A point stands for itself: the axes of its sweep are applied already, and other techniques are not its business.
  let document: unknown = { ...scenario, method: { ...scenario.method, kind: 'fixed-load', sweep: [] } };
  for (const { path, value } of settings) {
    const changed = changeSetting(document, path, value);
    if (!changed.ok) return { ok: false, reason: changed.message };
    document = changed.document;
  }
  const checked = checkScenario(document, catalogue);
  const [problem] = checked.problems;
  const changedChoice = checked.scenario?.techniques[index];
  if (!checked.scenario || !changedChoice) return { ok: false, reason: problem?.message ?? 'The scenario cannot be run with it.' };
  const refusal = techniqueRefusal(checked.scenario, changedChoice, catalogue);
  return refusal === null ? { ok: true, scenario: checked.scenario, choice: changedChoice } : { ok: false, reason: refusal };
}
