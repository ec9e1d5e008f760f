import { nextTick } from 'vue';

/**
 * Called before the page changes: when the control in `container` that has the focus goes, what stands in its place takes it over, and nothing else
 * is moved.
 */
export async function handOverFocus(container: HTMLElement | null): Promise<void> {
  const hadFocus = container?.contains(document.activeElement) ?? false;
  await nextTick();
  if (hadFocus) container?.querySelector<HTMLElement>('a, button')?.focus();
}
