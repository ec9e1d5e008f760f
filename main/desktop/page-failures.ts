/** When the page crashes or hangs: says so and offers to load it again. The lab runs outside the page, so that runs and projects go on. */
import type { MessageBoxOptions, RenderProcessGoneDetails } from 'electron';

export interface FailureParts {
  /** Resolves with a response of -1 or any when the signal is aborted. */
  ask(options: MessageBoxOptions): Promise<{ readonly response: number }>;
  reload(): void;
  /** Ends the process of a page that hangs. */
  endPage(): void;
  closeWindow(): void;
  /** For the log. */
  note(text: string): void;
}

export interface FailureListeners {
  /** For `render-process-gone`. */
  gone(details: Pick<RenderProcessGoneDetails, 'reason'>): void;
  /** For `unresponsive`. */
  unresponsive(): void;
  /** For `responsive`. */
  responsive(): void;
}

const reasons: Readonly<Record<RenderProcessGoneDetails['reason'], string>> = {
  'clean-exit': 'It ended by itself.',
  'abnormal-exit': 'It ended with an error.',
  killed: 'It was ended from outside.',
  crashed: 'It crashed.',
  oom: 'It ran out of memory.',
  'launch-failed': 'It could not be started.',
  'integrity-failure': 'Its code failed the check of integrity. Install the application again.',
  'memory-eviction': 'The system took its memory.',
};

export function watchPage({ ask, reload, endPage, closeWindow, note }: FailureParts): FailureListeners {
  /** The question about a page that hangs, while it is open. */
  let waiting: AbortController | null = null;
  let endedHere = false;

  async function askAboutCrash(reason: RenderProcessGoneDetails['reason']): Promise<void> {
    const { response } = await ask({
      type: 'error',
      message: 'The page of this window has stopped.',
      detail: `${reasons[reason]} The project is safe, and a run goes on. Load the page again to continue.`,
      buttons: ['Load again', 'Close the window'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) reload();
    else closeWindow();
  }

  async function askAboutHang(controller: AbortController): Promise<void> {
    const { response } = await ask({
      type: 'warning',
      message: 'The page of this window does not respond.',
      detail: 'The project is safe, and a run goes on. Wait a little, or load the page again.',
      buttons: ['Wait', 'Load again'],
      defaultId: 0,
      cancelId: 0,
      signal: controller.signal,
    });
    if (waiting === controller) waiting = null;
    if (controller.signal.aborted || response !== 1) return;
    endedHere = true;
    endPage();
    reload();
  }

  return {
    gone({ reason }) {
      waiting?.abort();
      const expected = endedHere || reason === 'clean-exit';
      endedHere = false;
      note(`The page is gone: ${reason}.`);
      if (!expected) void askAboutCrash(reason);
    },
    unresponsive() {
      if (waiting) return;
      note('The page does not respond.');
      waiting = new AbortController();
      void askAboutHang(waiting);
    },
    responsive() {
      waiting?.abort();
      waiting = null;
    },
  };
}
