/** All fields of a draft, in the groups in which a person looks for them. */
import { schemaFields, type SchemaField } from '../../../shared/scenario/schema-fields.ts';
import { isTechnique, techniqueTitle } from '../../../shared/catalogue/techniques.ts';
import { useTexts } from '../../texts/texts.ts';
import { listAt, valueAt } from '../wizard/draft-path.ts';
import { fieldWords, type FieldWords } from './field-words.ts';
import type { Profiles } from '../wizard/summary.ts';
import { optionsOf as optionsOfTechnique, type TechniqueOption } from '../wizard/technique-options.ts';
import { hasWords } from '../wizard/word-search.ts';

export interface WordedField {
  readonly field: SchemaField;
  readonly words: FieldWords;
}

/** Lists whose items are groups of their own. */
export type ItemList = 'vms' | 'flows' | 'techniques';

export interface FieldGroup {
  /** Path of what the group holds; `scenario` for what stands above all. */
  readonly id: string;
  readonly title: string;
  /** Of an item of a list: which. */
  readonly item: { readonly list: ItemList; readonly index: number } | null;
  readonly fields: readonly WordedField[];
}

/** These have controls of their own: tables of axes, constraints, costs, profiles, frame sizes and precision. */
const ELSEWHERE = /^(costModel|profiles\b.*|method\.(sweep|constraints|stopping)\b.*|flows\.\d+\.traffic\.size\.sizes\..*)$/;
/** Columns of a capture: nothing that is typed. */
const CAPTURED = /\.(recording\..*|gaps\.values)$/;

export function fieldGroups(draft: unknown, profiles: Profiles): readonly FieldGroup[] {
  const groups = new Map<string, WordedField[]>();
  for (const field of schemaFields(draft)) {
    if (ELSEWHERE.test(field.path) || CAPTURED.test(field.path) || !isOfTechnique(field.path, draft)) continue;
    const id = groupOf(field.path);
    groups.set(id, [...(groups.get(id) ?? []), { field, words: fieldWords(field, draft, profiles) }]);
  }
  return [...groups].map(([id, fields]) => ({ id, title: titleOf(id, draft), item: itemOf(id), fields }));
}

/** The groups with what a person looks for: every word must be in the name, path, unit or help of a field, or in the title of its group. */
export function matchingGroups(groups: readonly FieldGroup[], search: string): readonly FieldGroup[] {
  return groups
    .map((group) => ({
      ...group,
      fields: group.fields.filter(({ field, words }) =>
        hasWords(`${group.title} ${field.path} ${words.label} ${words.unit} ${words.help}`, search),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function groupOf(path: string): string {
  const [root = '', index = ''] = path.split('.');
  if (/^\d+$/.test(index)) return `${root}.${index}`;
  return path.includes('.') ? root : 'scenario';
}

function itemOf(id: string): FieldGroup['item'] {
  const [list, index] = id.split('.');
  return index === undefined ? null : { list: list as ItemList, index: Number(index) };
}

function titleOf(id: string, draft: unknown): string {
  const { titles, vmGroup, flow, technique } = useTexts().value.editor.groups;
  const item = itemOf(id);
  if (!item) return (titles as Readonly<Record<string, string>>)[id] ?? id;
  const name = valueAt(draft, `${id}.name`);
  const shown = typeof name === 'string' && name !== '' ? name : item.index + 1;
  switch (item.list) {
    case 'vms':
      return vmGroup(String(shown));
    case 'flows':
      return flow(String(shown));
    case 'techniques':
      return technique(String(valueAt(draft, `${id}.label`) ?? techniqueTitle(String(shown))));
  }
}

/** Whether an option is one of its technique; all others are refused. */
function isOfTechnique(path: string, draft: unknown): boolean {
  const [, index, option] = /^techniques\.(\d+)\.options\.(.+)$/.exec(path) ?? [];
  if (option === undefined) return true;
  const technique = valueAt(listAt(draft, 'techniques')[Number(index)], 'name');
  return typeof technique === 'string' && isTechnique(technique) && optionsOfTechnique(technique).includes(option as TechniqueOption);
}
