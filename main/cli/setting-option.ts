/** `--set path=value`: settings of a scenario changed before it is checked. */
import { changeSetting } from '../../shared/scenario/change-setting.ts';
import { childValue } from '../../shared/scenario/json-schema.ts';
import { InputError } from './input-error.ts';
import type { OptionDescription } from './options.ts';

/** The option `--set` of a command. @param example how it is written there. */
export function settingOption(example: string) {
  return {
    type: 'string',
    multiple: true,
    takes: 'PATH=VALUE',
    description: `Changes a setting of the scenario before it is checked: ${example}.`,
  } as const satisfies OptionDescription;
}

/** The document with the settings changed, in their order; the original stays as it is. Throws InputError for a path that leads nowhere. */
export function applySettingOptions(document: unknown, assignments: readonly string[]): unknown {
  return assignments.reduce<unknown>((changed, assignment) => {
    const { path, value } = readAssignment(assignment);
    refuseSwept(changed, path);
    const change = changeSetting(changed, path, value);
    if (!change.ok) throw new InputError(`--set ${path}: ${change.message}`);
    return change.document;
  }, document);
}

/** A value is JSON (a number, true, "text", [1, 2]); anything else is text. */
export function readAssignment(assignment: string): { readonly path: string; readonly value: unknown } {
  const equals = assignment.indexOf('=');
  if (equals < 1) throw new InputError(`--set takes path=value, such as --set nic.profile=x710, not "${assignment}".`);
  const text = assignment.slice(equals + 1);
  return { path: assignment.slice(0, equals).trim(), value: jsonOrText(text) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The sweep would win, and the value given be lost without a word. */
function refuseSwept(document: unknown, path: string): void {
  const method = childValue(document, 'method');
  const axes = childValue(method, 'sweep');
  if (!['sweep', 'dma-benchmark'].includes(String(childValue(method, 'kind'))) || !Array.isArray(axes)) return;
  const axis = axes.findIndex((one: unknown) => childValue(one, 'path') === path);
  if (axis === -1) return;
  throw new InputError(
    `--set ${path}: the scenario sweeps this setting, so that one value has no effect. Set its values instead: --set 'method.sweep.${axis}.values=[...]'.`,
  );
}
