/** When a chart is drawn: at once near the view, else when the page has nothing else to do, one at a time. A screen of a dozen charts then answers after the first. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Beyond the view: what a turn of the wheel brings into it. */
const NEAR = '400px';

const waiting = new Set<() => void>();
let isAsked = false;

/** Becomes true for good when it is the turn of what is in `box`. */
export function useDrawTurn(box: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const isDue = ref(false);
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && draw(), {
    rootMargin: NEAR,
  });

  function draw(): void {
    isDue.value = true;
    leave();
  }
  function leave(): void {
    observer.disconnect();
    waiting.delete(draw);
  }
  onMounted(() => {
    if (box.value) observer.observe(box.value);
    waiting.add(draw);
    askForTurn();
  });
  onBeforeUnmount(leave);
  return isDue;
}

function askForTurn(): void {
  if (isAsked || waiting.size === 0) return;
  isAsked = true;
  whenIdle(() => {
    isAsked = false;
    const [next] = waiting;
    next?.();
    askForTurn();
  });
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, 50);
}
