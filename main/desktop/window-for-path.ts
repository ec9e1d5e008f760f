/** Which window shows a project file that was opened from outside. */
import { realpathSync } from 'node:fs';
import type { Lab } from '../lab/lab.ts';

interface Candidate {
  readonly lab: Pick<Lab, 'handlers' | 'running'>;
}

/** The window that has the file open already, or one with nothing in it that may take it, or none. */
export type WindowChoice<Window> =
  { readonly isOpen: true; readonly window: Window } | { readonly isOpen: false; readonly window: Window | null };

export async function windowForPath<Window extends Candidate>(path: string, windows: readonly Window[]): Promise<WindowChoice<Window>> {
  let empty: Window | null = null;
  for (const window of windows) {
    const state = await window.lab.handlers['project.state']({}, new AbortController().signal);
    if (!state.ok) continue;
    if (state.value.path !== null && realPath(state.value.path) === realPath(path)) return { isOpen: true, window };
    const isEmpty = state.value.path === null && state.value.draft === null && state.value.runCount === 0 && !window.lab.running;
    if (isEmpty) empty ??= window;
  }
  return { isOpen: false, window: empty };
}

/** Links followed; a path that leads nowhere stays as it is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
