/** The methods of the wizard, and what changes in a draft when another is chosen. */
import { goalSchemas, goalsOfKind, isMeasuring, measuringKinds, type GoalKey } from '../../../shared/scenario/method-goals.ts';
import { methodTitle } from '../../../shared/scenario/method-titles.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { optionsFrom } from '../../ui/options.ts';
import { grouped } from './choices.ts';
import { listAt, valueAt, withAppended, withValueAt } from './draft-path.ts';
import { newAxis } from './sweep-paths.ts';

export function methodKinds(): readonly SelectOption[] {
  const { given, found, kinds } = useTexts().value.wizard.method;
  return [
    ...grouped(given, optionsFrom(kinds)),
    ...measuringKinds.map((kind) => ({ value: kind, label: methodTitle(kind), group: found })),
  ];
}

/** The draft with the method: the goals that it reads are there with their defaults, and those of other methods are not. */
export function withMethodKind(draft: unknown, kind: string): unknown {
  const read: readonly GoalKey[] = isMeasuring(kind) ? ['trials', ...goalsOfKind[kind]] : [];
  const goals = Object.keys(goalSchemas).reduce<unknown>((changed, key) => {
    const path = `method.${key}`;
    const isRead = (read as readonly string[]).includes(key);
    return withValueAt(changed, path, isRead ? (valueAt(draft, path) ?? {}) : undefined);
  }, draft);
  const changed = withValueAt(goals, 'method.kind', kind);
  if (kind === 'fixed-load') return withValueAt(changed, 'method.sweep', []);
  if (!isMeasuring(kind)) return changed;
  // The method finds loads and has frame sizes of its own.
  const axes = listAt(changed, 'method.sweep').filter(
    (axis) => !/^flows\.\d+\.traffic\.(load|size\.frameBytes)$/.test(String(valueAt(axis, 'path'))),
  );
  return withValueAt(changed, 'method.sweep', axes);
}

/** The same for a person, to whom `paths` can be varied: a sweep has an axis from the start. */
export function withMethod(draft: unknown, kind: string, paths: readonly SelectOption[]): unknown {
  const changed = withMethodKind(draft, kind);
  if (kind !== 'sweep' || listAt(changed, 'method.sweep').length > 0) return changed;
  return withAppended(changed, 'method.sweep', newAxis(changed, paths));
}
