/** A value that changes many times a second, shown as seldom as leaves most of the time to the rest of the page. */
import { nextTick, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

const LEAST_PAUSE_MS = 1000;
/** Showing it takes at most this share of the time: what is slow to draw is drawn seldom. */
const SHARE = 0.05;

/** Follows `source`; the last value is always shown in the end. */
export function usePaced<Value>(source: () => Value): Readonly<ShallowRef<Value>> {
  const shown = shallowRef(source());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextMs = Number.NEGATIVE_INFINITY;

  async function show(): Promise<void> {
    timer = undefined;
    const beganMs = performance.now();
    shown.value = source();
    await nextTick();
    const endedMs = performance.now();
    nextMs = endedMs + Math.max(LEAST_PAUSE_MS, (endedMs - beganMs) / SHARE);
  }
  watch(source, () => (timer ??= setTimeout(() => void show(), Math.max(0, nextMs - performance.now()))));
  onScopeDispose(() => clearTimeout(timer));
  return shown;
}
