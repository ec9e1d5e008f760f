/** Tells through the system that a run has ended, where the person asked for it and looks at something else. */
import { watch } from 'vue';
import { runEndWords } from '../../shared/result/run-end-words.ts';
import { lab } from '../bridge/lab.ts';
import { useLayoutStore } from '../stores/layout.ts';
import { useTexts } from '../texts/texts.ts';
import { announce, complain } from './notices.ts';
import { goTo } from './route.ts';

/** Asks the browser for leave; it asks the person. */
export async function askForNotifications(): Promise<void> {
  const layout = useLayoutStore();
  const { unavailable, on, refused } = useTexts().value.notifications;
  if (!('Notification' in window)) return complain(unavailable);
  const permission = await Notification.requestPermission();
  layout.notify = permission === 'granted';
  if (layout.notify) announce(on);
  else complain(refused);
}

/** Follows the runs. Returns the function that ends it. */
export function followRunEnds(): () => void {
  const layout = useLayoutStore();
  // Leave that was taken back in the browser counts more than what was once chosen here.
  watch(
    () => layout.notify,
    (wanted) => {
      if (wanted && (!('Notification' in window) || Notification.permission !== 'granted')) layout.notify = false;
    },
    { immediate: true },
  );
  return lab().listen('run.finished', ({ summary }) => {
    if (!layout.notify || document.visibilityState === 'visible') return;
    const notification = new Notification(summary.scenarioName, { body: runEndWords(summary), tag: summary.runId });
    notification.addEventListener('click', () => {
      window.focus();
      goTo({ name: 'results', runId: summary.runId });
    });
  });
}
