/** Kinds of files that a person chooses in a dialog, by the endings of their names. */
import { EVIDENCE_EXTENSION } from '../evidence/verification.ts';

export const fileKindIds = ['project', 'evidence'] as const;
export type FileKindId = (typeof fileKindIds)[number];

interface FileKind {
  /** Of what is saved. */
  readonly ending: string;
  /** Of what can be opened: a person may have given the file another name. */
  readonly opened: string;
}

export const fileKinds: Readonly<Record<FileKindId, FileKind>> = {
  project: { ending: '.iovlab', opened: '.iovlab' },
  evidence: { ending: EVIDENCE_EXTENSION, opened: '.zip' },
};

/** What a file may be opened as, by its name. */
export function kindOfName(name: string): FileKindId | undefined {
  return fileKindIds.find((kind) => endsWith(name, fileKinds[kind].opened));
}

/** The name or path of a file with the ending of its kind. */
export function withEnding(name: string, kind: FileKindId, mode: 'open' | 'save' = 'save'): string {
  const { ending, opened } = fileKinds[kind];
  return endsWith(name, mode === 'save' ? ending : opened) ? name : `${name}${ending}`;
}

function endsWith(name: string, ending: string): boolean {
  return name.toLowerCase().endsWith(ending);
}
