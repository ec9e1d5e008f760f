/** Another project beside the open one: asked for from anywhere, shown in a dialog. */
import { shallowRef } from 'vue';
import type { ProjectComparison } from '../../shared/sharing/schema.ts';
import { lab } from '../bridge/lab.ts';
import { chooseFile } from './file-choice.ts';
import { valueOrComplaint } from './notices.ts';

export interface ShownComparison {
  /** Path of the other project. */
  readonly path: string;
  readonly comparison: ProjectComparison;
}

const shown = shallowRef<ShownComparison | null>(null);

/** What the dialog shows now, or null. */
export function useProjectComparison(): typeof shown {
  return shown;
}

export async function compareWithProject(): Promise<void> {
  const file = await chooseFile({ mode: 'open', kind: 'project', suggestedName: '' });
  if (!file) return;
  const comparison = valueOrComplaint(await lab().call('project.compare', { path: file.path }));
  if (comparison) shown.value = { path: file.path, comparison };
}
