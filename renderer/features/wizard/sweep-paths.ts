/** The settings that a sweep can vary, with names for people. */
import type { CostParameter } from '../../../shared/catalogue/profiles.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { namesAt, objectAt } from './edits.ts';
import { listAt, valueAt } from './draft-path.ts';

export function sweepPaths(draft: unknown, costs: readonly CostParameter[]): readonly SelectOption[] {
  const { groups, host, words, vm: ofVms, server, traffic } = useTexts().value.wizard.settings;
  return [
    ...listAt(draft, 'flows').flatMap((flow, index) =>
      Object.entries(traffic)
        .filter(([key]) => typeof valueAt(flow, `traffic.${key}`) === 'number')
        .map(([key, label]) => ({
          value: `flows.${index}.traffic.${key}`,
          label: `${label}: ${namesAt(draft, 'flows')[index]}`,
          group: groups.traffic,
        })),
    ),
    ...listAt(draft, 'vms').flatMap((vm, index) =>
      Object.entries(servesRequests(vm) ? { ...ofVms, ...server } : ofVms).map(([key, label]) => ({
        value: `vms.${index}.${key}`,
        label: `${label}: ${namesAt(draft, 'vms')[index]}`,
        group: groups.vms,
      })),
    ),
    ...Object.entries(host).map(([value, label]) => ({ value, label, group: value.startsWith('nic') ? groups.nic : groups.host })),
    ...Object.entries(words).map(([value, label]) => ({ value, label, group: groups.words })),
    ...costs.map(({ name, unit }) => ({ value: `costs.${name}`, label: `${name}, ${unit}`, group: groups.costs })),
  ];
}

function servesRequests(vm: unknown): boolean {
  return 'serviceUs' in objectAt(vm, 'application');
}

/** An axis over the first setting that is not varied yet; a load in per cent gets the usual steps. */
export function newAxis(
  draft: unknown,
  paths: readonly SelectOption[],
): { readonly path: string; readonly values: (number | string | boolean)[] } {
  const taken = listAt(draft, 'method.sweep').map((axis) => valueAt(axis, 'path'));
  const path = String(paths.find(({ value }) => !taken.includes(value))?.value ?? 'flows.0.traffic.load');
  const isPercent = path.endsWith('.traffic.load') && valueAt(draft, path.replace(/load$/, 'loadUnit')) === 'percent-of-line-rate';
  if (isPercent) return { path, values: [10, 25, 50, 75, 100] };
  const present = valueAt(draft, path);
  return { path, values: [typeof present === 'number' || typeof present === 'string' || typeof present === 'boolean' ? present : 1] };
}

/** The choices with one more for a path that is set but not among them, so that it stays visible. */
export function withPath(paths: readonly SelectOption[], path: unknown): readonly SelectOption[] {
  if (typeof path !== 'string' || path === '' || paths.some(({ value }) => value === path)) return paths;
  return [{ value: path, label: path, group: useTexts().value.wizard.sweep.setByHand }, ...paths];
}
