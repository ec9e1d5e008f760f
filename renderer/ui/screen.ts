/** A screen of many parts: they are listed in its contents, its panels can be folded, and how a person arranges them is remembered under its name. */
import {
  computed,
  inject,
  nextTick,
  onBeforeUnmount,
  onMounted,
  provide,
  shallowRef,
  useId,
  type InjectionKey,
  type Ref,
  type ShallowRef,
  type WritableComputedRef,
} from 'vue';
import { useLayoutStore } from '../stores/layout.ts';

export interface ScreenPart {
  readonly id: string;
  readonly name: () => string;
  /** Of its heading. */
  readonly level: 2 | 3;
  readonly element: HTMLElement;
  /** Null for what cannot be folded. */
  readonly fold: WritableComputedRef<boolean> | null;
}

export interface Screen {
  /** What its arrangement is remembered under. */
  readonly name: string;
  /** What it shows: a run. */
  readonly subject: string;
  /** In the order of the page. */
  readonly parts: ShallowRef<readonly ScreenPart[]>;
  /** Goes to a part by its name. */
  readonly goTo: (name: string) => void;
}

const key: InjectionKey<Screen> = Symbol('screen');
/** Of the panel around a chart. */
const panelKey: InjectionKey<() => string> = Symbol('panel');

/** Makes what is below the calling component the parts of one screen. */
export function provideScreen(name: string, subject: string): Screen {
  const parts = shallowRef<readonly ScreenPart[]>([]);
  function goTo(partName: string): void {
    const part = parts.value.find((one) => one.name() === partName);
    if (part) void goToPart(part);
  }
  const screen: Screen = { name, subject, parts, goTo };
  provide(key, screen);
  return screen;
}

/** The screen of the calling component; null where there is none. */
export function useScreen(): Screen | null {
  return inject(key, null);
}

interface PartOptions {
  readonly name: () => string;
  readonly level: 2 | 3;
  readonly element: Readonly<Ref<HTMLElement | null>>;
  /** Default: it cannot be folded. */
  readonly foldedAtFirst?: () => boolean;
}

/** Makes the calling component a part of its screen. `fold` is null outside of a screen, and for what cannot be folded. */
export function useScreenPart({ name, level, element, foldedAtFirst }: PartOptions): { readonly fold: ScreenPart['fold'] } {
  const screen = useScreen();
  const layout = useLayoutStore();
  const id = useId();
  if (!screen) return { fold: null };
  const place = computed(() => `${screen.name}: ${name()}`);
  const fold = foldedAtFirst
    ? computed({
        get: () => layout.folds[place.value] ?? foldedAtFirst(),
        set: (isFolded) => layout.fold([place.value], isFolded),
      })
    : null;
  onMounted(() => {
    if (element.value) screen.parts.value = inPageOrder([...screen.parts.value, { id, name, level, element: element.value, fold }]);
  });
  onBeforeUnmount(() => (screen.parts.value = screen.parts.value.filter((part) => part.id !== id)));
  return { fold };
}

function inPageOrder(parts: readonly ScreenPart[]): readonly ScreenPart[] {
  return parts.toSorted(({ element: one }, { element: other }) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
  );
}

/** Unfolds the part, brings it to the top of the window, and gives its title the focus. */
export async function goToPart({ element, fold }: ScreenPart): Promise<void> {
  if (fold) fold.value = false;
  await nextTick();
  bringToTop(element);
  // The title of a panel is a button; that of a section takes the focus for this.
  element.querySelector<HTMLElement>('h3 button, h2 button, h2')?.focus({ preventScroll: true });
}

/** For as long, charts that came into view on the way are drawn and make the page above longer. */
const SETTLING_MS = 2000;
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
let letGo = (): void => undefined;

/** Keeps the element there until the page has settled, or the person moves. */
function bringToTop(element: HTMLElement): void {
  letGo();
  const moved = new AbortController();
  const observer = new ResizeObserver(() => element.scrollIntoView({ block: 'start' }));
  letGo = () => {
    observer.disconnect();
    moved.abort();
  };
  element.scrollIntoView({ block: 'start' });
  observer.observe(document.body);
  for (const move of MOVES) window.addEventListener(move, letGo, { passive: true, signal: moved.signal });
  setTimeout(letGo, SETTLING_MS);
}

/** Names the charts below the calling component by their panel. */
export function providePanelName(name: () => string): void {
  provide(panelKey, name);
}

/** Where the arrangement of the calling chart is remembered: by screen, by what that shows, and by its panel. Null outside of a screen. */
export function useChartPlace(): { readonly screen: () => string; readonly subject: () => string } | null {
  const screen = useScreen();
  const panel = inject(panelKey, () => '');
  if (!screen) return null;
  return { screen: () => `${screen.name}: ${panel()}`, subject: () => `${screen.name}: ${panel()}: ${screen.subject}` };
}
