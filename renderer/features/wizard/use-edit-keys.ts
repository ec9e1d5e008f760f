import { onBeforeUnmount, onMounted } from 'vue';
import { editStepOf, hasOwnUndo } from './edit-keys.ts';
import { useScenarioDraft } from './scenario-draft.ts';

/** Undo and redo of the draft by key, except in a field of text, which has its own. */
export function useEditKeys(): void {
  const scenario = useScenarioDraft();
  function press(event: KeyboardEvent): void {
    const step = editStepOf(event);
    if (step === null || event.defaultPrevented || hasOwnUndo(event.target)) return;
    event.preventDefault();
    if (step === 'undo') scenario.undo();
    else scenario.redo();
  }
  onMounted(() => window.addEventListener('keydown', press));
  onBeforeUnmount(() => window.removeEventListener('keydown', press));
}
