/** The run that a page shows at one setting: a small one is read whole; of a large one only what lies around the setting, anew whenever another is chosen. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { placesOf, type PointPlace, type RunHead } from '../../../shared/result/point-summary.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { lab } from '../../bridge/lab.ts';
import { useRunsStore } from '../../stores/runs.ts';
import { readPointsAround, type PointsAround, type ReadingProgress } from './points-around.ts';
import { firstChoice, pointsAt, settingAxes, type ChosenSetting, type SettingAxis } from './setting-choice.ts';

/** Points of a run that is read whole at most: some ten megabytes. */
export const WHOLE_UP_TO_POINTS = 500;

interface OpenRun {
  readonly head: RunHead;
  /** Where its points lie. */
  readonly places: readonly PointPlace[];
  readonly points: number;
  /** The run with all its points, when it is small. */
  readonly whole: RunResult | null;
}

export type ChooseSetting = (axes: readonly SettingAxis[], places: readonly PointPlace[]) => ChosenSetting;

const nothingAround: PointsAround = { chosen: {}, here: [], around: [], isComplete: false };

export type RunOnShow = ReturnType<typeof useRunOnShow>;

/** `along`: of a large run the points along each numeric axis through the setting are read too. */
export function useRunOnShow(runId: string, { along = true } = {}) {
  const runs = useRunsStore();
  const open = shallowRef<OpenRun | null>(null);
  const problem = ref('');
  const chosen = shallowRef<ChosenSetting>({});
  const read = shallowRef<PointsAround | null>(null);
  /** Of a reading that is going on, or null. */
  const progress = shallowRef<ReadingProgress | null>(null);
  let going = new AbortController();
  /** The setting that was asked for last. */
  let asked: ChosenSetting | null = null;

  const axes = computed(() => (open.value ? settingAxes(open.value.places, open.value.head.scenario) : []));
  const shown = computed<PointsAround | null>(() => {
    const whole = open.value?.whole;
    if (!whole) return read.value;
    return { chosen: chosen.value, here: pointsAt(whole.points, chosen.value), around: whole.points, isComplete: true };
  });

  async function openRun(signal: AbortSignal): Promise<OpenRun | string> {
    const reply = await runs.readHead(runId, signal);
    if (!reply.ok) return reply.message;
    const { summary, head, places } = reply.value;
    if (summary.points > WHOLE_UP_TO_POINTS) return { head, places, points: summary.points, whole: null };
    const whole = await runs.load(runId);
    if (!whole.ok) return whole.message;
    const { points } = whole.value;
    return { head: whole.value, places: placesOf(points), points: points.length, whole: whole.value };
  }

  /** `choose`: the setting on show from then on. Default: the hardest one. */
  async function load(choose: ChooseSetting = firstChoice): Promise<void> {
    going.abort();
    going = new AbortController();
    const { signal } = going;
    const opened = await openRun(signal);
    if (signal.aborted) return;
    problem.value = typeof opened === 'string' ? opened : '';
    if (typeof opened === 'string') return;
    open.value = opened;
    chosen.value = choose(axes.value, opened.places);
    await readAround();
  }

  async function readAround(): Promise<void> {
    if (!open.value || open.value.whole) return;
    going.abort();
    going = new AbortController();
    const { signal } = going;
    asked = chosen.value;
    progress.value = { read: 0, total: 0 };
    const reply = await readPointsAround(lab(), runId, along ? axes.value : [], chosen.value, {
      signal,
      onProgress: (reached) => (progress.value = reached),
      // The first are shown at once; those of another setting when all are there, so that nothing jumps.
      onHere(points) {
        if (!read.value?.isComplete) read.value = points;
      },
    });
    // Another setting was chosen meanwhile, or the page was left.
    if (signal.aborted) return;
    progress.value = null;
    if (reply.ok) read.value = reply.value;
    else problem.value = reply.message;
  }

  watch(chosen, () => {
    if (chosen.value !== asked) void readAround();
  });
  onScopeDispose(() => going.abort());

  return {
    open,
    problem,
    chosen,
    axes,
    shown: computed(() => shown.value ?? nothingAround),
    isRead: computed(() => shown.value !== null),
    progress,
    load,
  };
}
