/** What a person reads beside a field of the scenario: taken from its schema, its key, the profiles, and the words that the steps have for it. */
import type { Provenance } from '../../../shared/catalogue/profiles.ts';
import { knownSettingName, type SettingName } from '../../../shared/charts/setting-name.ts';
import { isMeasuring } from '../../../shared/scenario/method-goals.ts';
import { fieldHelp } from '../../../shared/scenario/field-help.ts';
import { keyWords } from '../../../shared/scenario/key-words.ts';
import type { SchemaField } from '../../../shared/scenario/schema-fields.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { choicesOf, withoutCaptured } from '../wizard/choices.ts';
import { valueAt } from '../wizard/draft-path.ts';
import { namesAt } from '../wizard/edits.ts';
import { goalFields, type GoalField } from '../wizard/goal-fields.ts';
import { methodKinds } from '../wizard/method-kind.ts';
import type { Profiles } from '../wizard/summary.ts';
import { techniques } from '../../../shared/catalogue/techniques.ts';
import { optionFields, type TechniqueOption } from '../wizard/technique-options.ts';

/** Where a value that the scenario leaves to a profile comes from. */
export interface FieldSource {
  readonly text: string;
  readonly provenance: Provenance | null;
}

export interface FieldWords {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  /** What holds while the field is left out, if the schema does not say it. */
  readonly fallback: string | number;
  readonly source: FieldSource | null;
  /** Of a choice. */
  readonly options: readonly SelectOption[];
}

export function fieldWords(field: SchemaField, draft: unknown, profiles: Profiles): FieldWords {
  const { path } = field;
  const goal = goalField(path, draft);
  const name = fieldName(path);
  const profiled = profileValue(path, draft, profiles);
  return {
    label: goal?.label ?? name.title,
    unit: loadUnit(path, draft) ?? goal?.unit ?? name.unit,
    help: helpOf(field, draft),
    fallback: profiled?.value ?? optionField(path)?.fallback ?? '',
    source: profiled?.source ?? null,
    options: optionsOf(field, draft, profiles),
  };
}

/** Title and unit of a field by its path alone; of which group or flow, where the scenario is given and has several. */
export function fieldName(path: string, scenario?: unknown): SettingName {
  const option = optionField(path);
  if (option) return { title: option.label, unit: '' };
  const parsed = scenario === undefined ? undefined : scenarioSchema.safeParse(scenario);
  const known = knownSettingName(path, parsed?.data);
  if (known) return known;
  const keys = path.split('.');
  const last = keys.at(-1) ?? '';
  // The kind of a part is called as the part; an item of a list has its number.
  const words = keyWords(last === 'kind' && keys.length > 1 ? (keys.at(-2) ?? '') : last);
  const number = keys.length > 3 && /^\d+$/.test(keys.at(-2) ?? '') ? ` ${Number(keys.at(-2)) + 1}` : '';
  return { title: `${words.title}${number}`, unit: words.unit };
}

function goalField(path: string, draft: unknown): GoalField | undefined {
  const kind = String(valueAt(draft, 'method.kind'));
  return path.startsWith('method.') && isMeasuring(kind) ? goalFields(kind).find((goal) => goal.path === path) : undefined;
}

function optionField(path: string): { readonly label: string; readonly fallback: string } | undefined {
  const option = /^techniques\.\d+\.options\.(.+)$/.exec(path)?.[1];
  if (option === undefined) return undefined;
  const field = optionFields()[option as TechniqueOption];
  return { label: field.label, fallback: field.kind === 'number' ? field.fallback : field.unset };
}

/** The unit of a load is another field. */
function loadUnit(path: string, draft: unknown): string | undefined {
  if (!path.endsWith('.traffic.load')) return undefined;
  const unit = valueAt(draft, `${path}Unit`);
  return typeof unit === 'string' ? choicesOf(`${path}Unit`, [unit])[0]?.label : undefined;
}

/** What the schema says of it, for alternatives with what it says of the chosen one, and the default. */
function helpOf({ path, kind, node }: SchemaField, draft: unknown): string {
  const value = valueAt(draft, path);
  const chosen = node.oneOf?.map(({ properties }) => properties?.['kind']).find((kind) => kind?.const === value);
  const preset = kind === 'number' && node.default !== undefined ? useTexts().value.editor.preset(String(node.default)) : '';
  return [fieldHelp(node), chosen && fieldHelp(chosen), preset].filter(Boolean).join(' ');
}

function optionsOf(
  { path, choices }: SchemaField,
  draft: unknown,
  { hostProfiles, nicProfiles, costModels }: Profiles,
): readonly SelectOption[] {
  const titled = (items: readonly { readonly id: string; readonly title: string }[]) =>
    items.map(({ id, title }) => ({ value: id, label: title }));
  if (path === 'host.profile') return titled(hostProfiles);
  if (path === 'nic.profile') return titled(nicProfiles);
  if (path === 'costModel') return titled(costModels);
  if (path === 'method.kind') return methodKinds();
  if (/^techniques\.\d+\.name$/.test(path)) return techniques().map(({ name, title }) => ({ value: name, label: title }));
  if (/^flows\.\d+\.(vms|toVms)$/.test(path)) return namesAt(draft, 'vms').map((value) => ({ value, label: value }));
  return withoutCaptured(choicesOf(path, choices), valueAt(draft, path));
}

interface ProfileValue {
  readonly value: string | number;
  readonly source: FieldSource;
}

/** What a profile supplies where the scenario says nothing. */
function profileValue(path: string, draft: unknown, { hostProfiles, nicProfiles }: Profiles): ProfileValue | undefined {
  const [root = '', key = '', ...further] = path.split('.');
  if (further.length > 0) return undefined;
  if (root === 'host') {
    const host = hostProfiles.find(({ id }) => id === valueAt(draft, 'host.profile'));
    const value = host && (key === 'cores' || key === 'frequencyGhz') ? host[key] : undefined;
    return host && value !== undefined ? { value, source: { text: host.source, provenance: null } } : undefined;
  }
  const nic = root === 'nic' ? nicProfiles.find(({ id }) => id === valueAt(draft, 'nic.profile')) : undefined;
  if (!nic || !Object.hasOwn(nic, key)) return undefined;
  const sourced = nic[key as keyof typeof nic];
  if (typeof sourced !== 'object') return undefined;
  const { value, source, provenance } = sourced;
  // What a port can have at most is not what it has: one for each VM.
  return { value: key === 'virtualFunctions' ? useTexts().value.wizard.nic.oneForEachVm : value, source: { text: source, provenance } };
}
