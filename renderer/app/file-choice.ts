/** Asking for a file of the lab's machine: the desktop's own dialog, or the page's where the lab runs elsewhere. */
import { shallowRef } from 'vue';
import type { FileKindId } from '../../shared/contract/file-kinds.ts';
import { lab } from '../bridge/lab.ts';
import { useLabStore } from '../stores/lab.ts';
import { valueOrComplaint } from './notices.ts';

export interface FileQuestion {
  readonly mode: 'open' | 'save';
  readonly kind: FileKindId;
  readonly suggestedName: string;
}

export interface ChosenFile {
  readonly path: string;
  /** The person has agreed to replace the file that is there. */
  readonly overwrite: boolean;
}

interface OpenQuestion extends FileQuestion {
  readonly answer: (file: ChosenFile | null) => void;
}

const openQuestion = shallowRef<OpenQuestion | null>(null);

/** The question that the page's own dialog shows now, or null. */
export function useFileQuestion(): typeof openQuestion {
  return openQuestion;
}

/** The chosen file, or null when the person gives up. */
export async function chooseFile(question: FileQuestion): Promise<ChosenFile | null> {
  if (useLabStore().isDesktop) {
    const picked = valueOrComplaint(await lab().call('file.pick', question));
    // The system's dialog has asked about replacing already.
    return !picked || picked.path === null ? null : { path: picked.path, overwrite: true };
  }
  return new Promise((resolve) => {
    openQuestion.value?.answer(null);
    openQuestion.value = {
      ...question,
      answer(file) {
        openQuestion.value = null;
        resolve(file);
      },
    };
  });
}
