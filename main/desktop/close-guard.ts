/** Asks before a window is closed, but only while a run is going on: everything else is saved as it happens. */
import type { MessageBoxOptions } from 'electron';

export interface CloseGuardParts {
  isRunning(): boolean;
  ask(options: MessageBoxOptions): Promise<{ readonly response: number }>;
  /** Closes the window; asks the guard again. */
  close(): void;
  /** The person wants to go on. */
  onStay(): void;
}

/** A listener for the window's `close`. */
export function guardClose({ isRunning, ask, close, onStay }: CloseGuardParts): (event: { preventDefault(): void }) => void {
  let state: 'open' | 'asking' | 'agreed' = 'open';

  async function askToClose(): Promise<void> {
    state = 'asking';
    const { response } = await ask({
      type: 'question',
      message: 'A run is going on. Cancel it and close?',
      detail: 'The points that are finished are kept in the project.',
      buttons: ['Cancel the run and close', 'Go on'],
      defaultId: 1,
      cancelId: 1,
    });
    state = response === 0 ? 'agreed' : 'open';
    if (state === 'agreed') close();
    else onStay();
  }

  return (event) => {
    if (state === 'agreed' || (state === 'open' && !isRunning())) return;
    event.preventDefault();
    if (state === 'open') void askToClose();
  };
}
