/** How a person has arranged the page; kept in this browser, under a version, so that a later one can read or drop it. */
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import type { AxisName, AxisRange, ChartScales } from '../../shared/charts/chart-view.ts';
import { exportChoiceOf, usualExport, type ExportChoice } from './export-choice.ts';

const STORAGE_KEY = 'iovlab.layout';
const VERSION = 1;
/** Charts whose enlarged parts are kept: those that were enlarged last. */
const MOST_ZOOMS = 100;

/** What an enlarged chart shows, by axis; an axis that is not here shows all. */
export type ChartZoom = Readonly<Partial<Record<AxisName, AxisRange | undefined>>>;

interface Layout {
  /** Patterns beside the colours of charts. */
  readonly textures: boolean;
  /** Notifications of the system when a run ends. */
  readonly notify: boolean;
  /** Panels that a person has folded (true) or unfolded (false), by screen and name. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** Sizes of first panes, parts of the whole, by name. */
  readonly panes: Readonly<Record<string, number>>;
  /** Scales that were chosen for the axes of charts, by screen and chart. */
  readonly scales: Readonly<Record<string, ChartScales>>;
  /** Enlarged parts of charts, by screen, what it shows (a run), and chart; the oldest first. */
  readonly zooms: Readonly<Record<string, ChartZoom>>;
  /** Run that is drawn behind others, by project. */
  readonly pinned: Readonly<Record<string, string>>;
  /** Format, sections and layout of exports. */
  readonly exporting: ExportChoice;
}

const usual: Layout = { textures: false, notify: false, folds: {}, panes: {}, scales: {}, zooms: {}, pinned: {}, exporting: usualExport };

export const useLayoutStore = defineStore('layout', () => {
  const kept = restoreLayout(localStorage.getItem(STORAGE_KEY));
  const textures = ref(kept.textures);
  const notify = ref(kept.notify);
  const folds = ref(kept.folds);
  const panes = ref(kept.panes);
  const scales = ref(kept.scales);
  const zooms = ref(kept.zooms);
  const pinned = ref(kept.pinned);
  const exporting = ref(kept.exporting);

  watch([textures, notify, folds, panes, scales, zooms, pinned, exporting], () => {
    const layout: Layout = {
      textures: textures.value,
      notify: notify.value,
      folds: folds.value,
      panes: panes.value,
      scales: scales.value,
      zooms: zooms.value,
      pinned: pinned.value,
      exporting: exporting.value,
    };
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, ...layout }));
  });

  function fold(panels: readonly string[], isFolded: boolean): void {
    folds.value = { ...folds.value, ...Object.fromEntries(panels.map((panel) => [panel, isFolded])) };
  }
  function setPane(name: string, share: number): void {
    panes.value = { ...panes.value, [name]: share };
  }
  function setScales(chart: string, chosen: ChartScales): void {
    scales.value = withEntry(scales.value, chart, chosen);
  }
  function setZoom(chart: string, zoom: ChartZoom): void {
    zooms.value = Object.fromEntries(Object.entries(withEntry(zooms.value, chart, zoom)).slice(-MOST_ZOOMS));
  }
  function pin(projectId: string, runId: string | null): void {
    const others = Object.entries(pinned.value).filter(([project]) => project !== projectId);
    pinned.value = Object.fromEntries(runId === null ? others : [...others, [projectId, runId]]);
  }
  /** What is no choice counts as the usual one. */
  function setExporting(chosen: Readonly<Partial<Record<keyof ExportChoice, unknown>>>): void {
    exporting.value = exportChoiceOf({ ...exporting.value, ...chosen });
  }

  return { textures, notify, folds, panes, scales, zooms, pinned, exporting, fold, setPane, setScales, setZoom, pin, setExporting };
});

/** With the entry as the last; one that says nothing is left out. */
function withEntry<Value extends object>(entries: Readonly<Record<string, Value>>, key: string, value: Value): Record<string, Value> {
  const others = Object.entries(entries).filter(([other]) => other !== key);
  const saysSomething = Object.values(value).some((one) => one !== undefined);
  return Object.fromEntries(saysSomething ? [...others, [key, value] as const] : others);
}

/** What was kept, as far as it can be read; the usual for the rest. */
export function restoreLayout(text: string | null): Layout {
  const kept = parsed(text);
  if (kept['version'] !== VERSION) return usual;
  return {
    textures: kept['textures'] === true,
    notify: kept['notify'] === true,
    folds: recordOf(kept['folds'], (value): value is boolean => typeof value === 'boolean'),
    panes: recordOf(kept['panes'], (value): value is number => typeof value === 'number' && value > 0 && value < 1),
    scales: recordOf(kept['scales'], (value): value is ChartScales => hasOnly(value, isScale)),
    zooms: recordOf(kept['zooms'], (value): value is ChartZoom => hasOnly(value, isRange)),
    pinned: recordOf(kept['pinned'], (value): value is string => typeof value === 'string'),
    exporting: exportChoiceOf(kept['exporting']),
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

/** An object of axes whose values all fit. */
function hasOnly(value: unknown, fits: (one: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([axis, one]) => (axis === 'x' || axis === 'y') && fits(one));
}

function isScale(value: unknown): boolean {
  return value === 'linear' || value === 'log';
}

function isRange(value: unknown): boolean {
  const { min, max } = (value ?? {}) as { readonly min?: unknown; readonly max?: unknown };
  return typeof min === 'number' && typeof max === 'number' && max > min;
}
