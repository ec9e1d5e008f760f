/** How a person has arranged the page; kept in this browser, under a version, so that a later one can read or drop it. */
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

const STORAGE_KEY = 'iovlab.layout';
const VERSION = 1;

interface Layout {
  /** Patterns beside the colours of charts. */
  readonly textures: boolean;
  /** Notifications of the system when a run ends. */
  readonly notify: boolean;
  /** Titles of panels that are folded. */
  readonly folded: readonly string[];
  /** Sizes of panes, parts of the whole, by name. */
  readonly panes: Readonly<Record<string, number>>;
  /** Run that is drawn behind others, by project. */
  readonly pinned: Readonly<Record<string, string>>;
}

const usual: Layout = { textures: false, notify: false, folded: [], panes: {}, pinned: {} };

export const useLayoutStore = defineStore('layout', () => {
  const kept = restoreLayout(localStorage.getItem(STORAGE_KEY));
  const textures = ref(kept.textures);
  const notify = ref(kept.notify);
  const folded = ref(kept.folded);
  const panes = ref(kept.panes);
  const pinned = ref(kept.pinned);

  watch([textures, notify, folded, panes, pinned], () => {
    const layout: Layout = {
      textures: textures.value,
      notify: notify.value,
      folded: folded.value,
      panes: panes.value,
      pinned: pinned.value,
    };
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, ...layout }));
  });

  function fold(title: string, isFolded: boolean): void {
    const others = folded.value.filter((one) => one !== title);
    folded.value = isFolded ? [...others, title] : others;
  }
  function pin(projectId: string, runId: string | null): void {
    const others = Object.entries(pinned.value).filter(([project]) => project !== projectId);
    pinned.value = Object.fromEntries(runId === null ? others : [...others, [projectId, runId]]);
  }
  function setPane(name: string, share: number): void {
    panes.value = { ...panes.value, [name]: share };
  }

  return { textures, notify, folded, panes, pinned, fold, pin, setPane };
});

/** What was kept, as far as it can be read; the usual for the rest. */
export function restoreLayout(text: string | null): Layout {
  const kept = parsed(text);
  if (kept['version'] !== VERSION) return usual;
  return {
    textures: kept['textures'] === true,
    notify: kept['notify'] === true,
    folded: Array.isArray(kept['folded']) ? kept['folded'].filter((one) => typeof one === 'string') : usual.folded,
    panes: recordOf(kept['panes'], (value): value is number => typeof value === 'number' && value > 0 && value < 1),
    pinned: recordOf(kept['pinned'], (value): value is string => typeof value === 'string'),
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function recordOf<Value>(value: unknown, isValue: (one: unknown) => one is Value): Readonly<Record<string, Value>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Value] => isValue(entry[1])));
}
