/** Undo and redo over immutable drafts. Successive edits of the same field are one step. */
export interface History {
  readonly past: readonly unknown[];
  readonly future: readonly unknown[];
  /** Field of the last edit; null after an edit that stands alone. */
  readonly field: string | null;
}

const LONGEST = 200;
export const noHistory: History = { past: [], future: [], field: null };

/** History after an edit that left `before` behind. */
export function afterEdit(history: History, before: unknown, field: string | null): History {
  if (field !== null && field === history.field && history.past.length > 0) return { ...history, future: [] };
  return { past: [...history.past, before].slice(-LONGEST), future: [], field };
}

export function undone(history: History, present: unknown): { readonly history: History; readonly draft: unknown } {
  if (history.past.length === 0) return { history, draft: present };
  return { history: { past: history.past.slice(0, -1), future: [present, ...history.future], field: null }, draft: history.past.at(-1) };
}

export function redone(history: History, present: unknown): { readonly history: History; readonly draft: unknown } {
  if (history.future.length === 0) return { history, draft: present };
  return { history: { past: [...history.past, present], future: history.future.slice(1), field: null }, draft: history.future[0] };
}
