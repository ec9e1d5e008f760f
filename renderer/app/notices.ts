/** Short messages for the person, shown and read aloud at once. Errors stay until they are closed. */
import { shallowRef } from 'vue';
import type { Reply } from '../../shared/contract/reply.ts';
import { useTexts } from '../texts/texts.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'error';
  readonly text: string;
  /** What the person can do about it, as a button; null when there is nothing. */
  readonly action: NoticeAction | null;
}

export interface NoticeAction {
  readonly label: string;
  readonly execute: () => Promise<void>;
}

const SHOWN_MS = 6000;
/** Longer: there is something to decide. */
const SHOWN_WITH_UNDO_MS = 15_000;
const shown = shallowRef<readonly Notice[]>([]);
let nextId = 0;
let latest: Pick<NoticeAction, 'execute'> | null = null;

export function useNotices(): typeof shown {
  return shown;
}

export function announce(text: string): void {
  const id = add('done', text);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

/** Says what was done, with a button that undoes it; `undoLatest` does so by key, also when the message is gone. */
export function announceUndoable(text: string, undo: () => Promise<void>): void {
  const execute = async (): Promise<void> => {
    if (latest?.execute === execute) latest = null;
    dismiss(id);
    await undo();
  };
  const id = add('done', text, { label: useTexts().value.notices.undo, execute });
  latest = { execute };
  setTimeout(() => dismiss(id), SHOWN_WITH_UNDO_MS);
}

/** Undoes what was done last; false when there is nothing. */
export function undoLatest(): boolean {
  if (!latest) return false;
  void latest.execute();
  return true;
}

/** What was done cannot be undone any more: another project is open. */
export function forgetUndo(): void {
  latest = null;
  shown.value = shown.value.filter(({ kind, action }) => kind === 'error' || action === null);
}

export function complain(text: string, action: NoticeAction | null = null): void {
  if (!shown.value.some((notice) => notice.kind === 'error' && notice.text === text)) add('error', text, action);
}

/** Complains when a reply is an error; cancelling is none. Returns the value, or null. */
export function valueOrComplaint<Value>(reply: Reply<Value>): Value | null {
  if (reply.ok) return reply.value;
  if (reply.code !== 'cancelled') complain(reply.message);
  return null;
}

export function dismiss(id: number): void {
  shown.value = shown.value.filter((notice) => notice.id !== id);
}

function add(kind: Notice['kind'], text: string, action: NoticeAction | null = null): number {
  const id = nextId++;
  shown.value = [...shown.value, { id, kind, text, action }];
  return id;
}
