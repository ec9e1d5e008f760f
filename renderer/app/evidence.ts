/** Evidence archives, asked for from anywhere, written and verified in a dialog. */
import { shallowRef } from 'vue';
import { useEvidenceStore } from '../stores/evidence.ts';
import { useProjectStore } from '../stores/project.ts';
import { chooseFile } from './file-choice.ts';
import { valueOrComplaint } from './notices.ts';

/** What the dialog is about: an archive that is being written, or one to verify. */
export interface EvidenceQuestion {
  readonly kind: 'write' | 'verify';
  readonly path: string;
}

const shown = shallowRef<EvidenceQuestion | null>(null);

/** What the dialog shows now, or null. */
export function useEvidenceQuestion(): typeof shown {
  return shown;
}

/** Asks where to, and writes. @returns whether that has begun; else the person gave up, or the reason is on the page. */
export async function writeEvidence(runId: string): Promise<boolean> {
  const suggestedName = useProjectStore().runOf(runId)?.scenarioName ?? '';
  const file = await chooseFile({ mode: 'save', kind: 'evidence', suggestedName });
  if (!file || valueOrComplaint(await useEvidenceStore().write(runId, file.path, file.overwrite)) === null) return false;
  shown.value = { kind: 'write', path: file.path };
  return true;
}

/** Asks which archive, and shows the dialog that verifies it; what is going on already, where something is. */
export async function verifyEvidence(): Promise<void> {
  const store = useEvidenceStore();
  if (valueOrComplaint(await store.load()) === null) return;
  if (store.state?.progress) {
    shown.value = { kind: store.state.kind, path: store.state.path };
    return;
  }
  const file = await chooseFile({ mode: 'open', kind: 'evidence', suggestedName: '' });
  if (file) showArchive(file.path);
}

/** Shows the dialog that verifies this archive. */
export function showArchive(path: string): void {
  shown.value = { kind: 'verify', path };
}
